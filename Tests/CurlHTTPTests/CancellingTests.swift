import CurlHTTP
import FlyingFox
import FlyingSocks
import HTTP
import Synchronization
import Testing

@Suite("Cancelling and stopping", .timeLimit(.minutes(1)))
struct CancellingTests {
    @Test("Whoever is cancelled stops waiting at once")
    func cancelled() async throws {
        let began = Seen<Int>()
        try await withRawServer { socket in
            _ = try await readHead(socket)
            began.add(1)
            _ = try await socket.read()
        } operation: { url in
            try await withTransport { transport in
                let sync = Task { try await transport.send(.init(method: "GET", url: url, timeout: .seconds(50))) }
                while began.all.isEmpty { await Task.yield() }
                let start = ContinuousClock.now
                sync.cancel()
                await #expect(throws: HTTPError.cancelled) { try await sync.value }
                #expect(ContinuousClock.now - start < .seconds(5))
            }
        }
    }

    @Test("An exchange that was cancelled before it began is never sent")
    func cancelledBefore() async throws {
        let requests = Seen<Int>()
        try await withServer { _ in
            requests.add(1)
            return .init(statusCode: .ok)
        } operation: { url in
            try await withTransport { transport in
                let sync = Task {
                    while !Task.isCancelled { await Task.yield() }
                    return try await transport.send(.init(method: "GET", url: url, timeout: .seconds(30)))
                }
                sync.cancel()
                await #expect(throws: HTTPError.cancelled) { try await sync.value }
                _ = try await transport.send(.init(method: "GET", url: url, timeout: .seconds(30)))
            }
        }
        #expect(requests.all.count == 1)
    }

    @Test("Stopping ends what is under way, and whatever is sent afterwards")
    func stopped() async throws {
        let began = Seen<Int>()
        try await withRawServer { socket in
            _ = try await readHead(socket)
            began.add(1)
            _ = try await socket.read()
        } operation: { url in
            let transport = try CurlTransport()
            let waiting = (0..<3).map { _ in
                Task { try await transport.send(.init(method: "GET", url: url, timeout: .seconds(50))) }
            }
            while began.all.count < 3 { await Task.yield() }
            transport.stop()
            transport.stop()
            for task in waiting { await #expect(throws: HTTPError.cancelled) { try await task.value } }
            await #expect(throws: HTTPError.cancelled) {
                try await transport.send(.init(method: "GET", url: url, timeout: .seconds(50)))
            }
        }
    }

    @Test("Nobody waits for ever when a transport stops while many send", arguments: 0..<20)
    func stopsAmidSends(round: Int) async throws {
        try await withServer { _ in
            .init(statusCode: .ok)
        } operation: { url in
            let transport = try CurlTransport()
            await withTaskGroup { group in
                for number in 0..<20 {
                    group.addTask {
                        for _ in 0..<5 {
                            _ = try? await transport.send(.init(method: "GET", url: url, timeout: .seconds(20)))
                            if number == round { transport.stop() }
                        }
                    }
                }
            }
        }
    }

    @Test("Cancelling and answering at the same moment resumes each waiter exactly once")
    func cancelsAmidAnswers() async throws {
        try await withServer { _ in
            .init(statusCode: .ok)
        } operation: { url in
            try await withTransport { transport in
                for round in 0..<50 {
                    let task = Task { try? await transport.send(.init(method: "GET", url: url, timeout: .seconds(20))) }
                    for _ in 0..<round { await Task.yield() }
                    task.cancel()
                    _ = await task.value
                }
            }
        }
    }
}
