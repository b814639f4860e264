import CurlHTTP
import FlyingFox
import FlyingSocks
import Foundation
import HTTP
import Testing

@Suite("Limits of HTTP exchanges", .timeLimit(.minutes(1)))
struct LimitTests {
    @Test("An exchange that takes too long ends as timed out")
    func timesOut() async throws {
        try await withSilentServer { url in
            try await withTransport { transport in
                await #expect(throws: HTTPError.timedOut) {
                    try await transport.send(.init(method: "GET", url: url, timeout: .milliseconds(50)))
                }
            }
        }
    }

    @Test("A timeout of nought does not mean none")
    func noTimeout() async throws {
        try await withSilentServer { url in
            try await withTransport { transport in
                await #expect(throws: HTTPError.timedOut) {
                    try await transport.send(.init(method: "GET", url: url, timeout: .zero))
                }
            }
        }
    }

    @Test("An answer that drips in for ever ends as timed out when it stalls")
    func slowDrip() async throws {
        try await withRawServer { socket in
            _ = try await readHead(socket)
            try await socket.write(Data("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nx".utf8))
            _ = try await socket.read()
        } operation: { url in
            try await withTransport { transport in
                let start = ContinuousClock.now
                await #expect(throws: HTTPError.timedOut) {
                    try await transport.send(
                        .init(method: "GET", url: url, timeout: .seconds(30), stallTimeout: .seconds(1))
                    )
                }
                #expect(ContinuousClock.now - start < .seconds(15))
            }
        }
    }

    @Test("A chunked answer without end is cut at the limit")
    func chunkedWithoutEnd() async throws {
        try await withRawServer { socket in
            _ = try await readHead(socket)
            try await socket.write(Data("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8))
            let chunk = Data(("1000\r\n" + String(repeating: "x", count: 4096) + "\r\n").utf8)
            while true { try await socket.write(chunk) }
        } operation: { url in
            try await expectTooLarge(url, limit: 100_000)
        }
    }

    @Test("The limit counts decompressed bytes", arguments: [199_999, 200_000])
    func compressedBomb(limit: Int) async throws {
        try await withServer { _ in
            .init(statusCode: .ok, headers: [HTTPHeader("Content-Encoding"): "gzip"], body: zeros)
        } operation: { url in
            if limit < 200_000 {
                try await expectTooLarge(url, limit: limit)
            } else {
                try await withTransport { transport in
                    let response = try await transport.send(
                        .init(method: "GET", url: url, timeout: .seconds(5), answerLimit: limit)
                    )
                    #expect(response.body.count == limit)
                }
            }
        }
    }

    @Test("Header fields without end are cut at the limit")
    func endlessHeaders() async throws {
        try await withRawServer { socket in
            _ = try await readHead(socket)
            try await socket.write(Data("HTTP/1.1 200 OK\r\n".utf8))
            while true { try await socket.write(Data(("X: " + String(repeating: "y", count: 1000) + "\r\n").utf8)) }
        } operation: { url in
            try await expectTooLarge(url, limit: 1000)
        }
    }

    @Test("What is no HTTP ends as failed, with one printable line")
    func garbage() async throws {
        try await withRawServer { socket in
            _ = try await readHead(socket)
            try await socket.write(Data("\u{1B}[31mSSH-2.0-nonsense\r\n\r\n".utf8))
        } operation: { url in
            try await withTransport { transport in
                let error = await #expect(throws: HTTPError.self) {
                    try await transport.send(.init(method: "GET", url: url, timeout: .seconds(5)))
                }
                guard case .failed(_, let message)? = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(message.utf8.allSatisfy { 0x20...0x7E ~= $0 } && !message.isEmpty)
            }
        }
    }

    @Test("A connection closed after the request leaves open whether the server acted; a refused one does not")
    func knowsWhatItKnows() async throws {
        try await withRawServer { socket in
            _ = try await readHead(socket)
        } operation: { url in
            try await withTransport { transport in
                let error = await #expect(throws: HTTPError.self) {
                    try await transport.send(.init(method: "GET", url: url, timeout: .seconds(5)))
                }
                #expect(error?.serverMayHaveActed == true)
                let refused = await #expect(throws: HTTPError.self) {
                    try await transport.send(.init(method: "GET", url: "http://[::1]:1/", timeout: .seconds(5)))
                }
                #expect(refused?.serverMayHaveActed == false)
            }
        }
    }

    private func expectTooLarge(_ url: String, limit: Int) async throws {
        try await withTransport { transport in
            await #expect(throws: HTTPError.tooLarge) {
                try await transport.send(.init(method: "GET", url: url, timeout: .seconds(20), answerLimit: limit))
            }
        }
    }
}

/// Runs a server that accepts requests and never answers.
func withSilentServer(_ operation: (String) async throws -> Void) async throws {
    try await withRawServer { socket in
        while true { _ = try await socket.read() }
    } operation: { url in
        try await operation(url)
    }
}
