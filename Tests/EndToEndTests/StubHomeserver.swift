import CurlHTTP
import Foundation
import HTTP
import Testing

/// The programs this package builds, as they lie beside the tests.
enum Products {
    /// Where an executable of this package is.
    ///
    /// `swift test` starts the tests from the folder of the products; where something else starts them, the debug
    /// build of this checkout is used.
    static func executable(_ name: String) throws -> URL {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug")
        let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let found = [beside, checkout].map { $0.appending(path: name) }.first {
            FileManager.default.isExecutableFile(atPath: $0.path)
        }
        return try #require(found, "\(name) is not built")
    }
}

/// The stub homeserver as a process of its own, and what it counted.
final class StubHomeserver {
    /// What the stub says of a run; see `Sources/StubHomeserver/control.c`.
    struct Statistics: Decodable {
        let answered: Int
        let doubled: Int
        let parked: Int
        let keysRepeated: Int
        let missingSample: [Int]
        let doubledSample: [Int]
    }

    /// `http://127.0.0.1:` and the port it chose.
    let url: String
    private let process: Process
    private let input = Pipe()
    private let transport: CurlTransport

    init(_ arguments: [String]) throws {
        let output = Pipe()
        process = Process()
        process.executableURL = try Products.executable("stub-homeserver")
        // It ends with its standard input, so that it does not outlive a test run that was cut off.
        process.arguments = arguments + ["--until-eof"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let line = String(bytes: output.fileHandleForReading.availableData, encoding: .utf8) ?? ""
        url = line.trimmingCharacters(in: .whitespacesAndNewlines)
        transport = try CurlTransport()
    }

    func release() async throws {
        _ = try await ask("POST", "/stub/release")
    }

    func statistics() async throws -> Statistics {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Statistics.self, from: Data(try await ask("GET", "/stub/stats")))
    }

    /// Asks for the statistics until `condition` holds, or until nothing more has been answered for `patience`.
    func wait(patience: Duration, until condition: (Statistics) -> Bool) async throws -> Statistics {
        let clock = ContinuousClock()
        var statistics = try await statistics()
        var since = clock.now
        while !condition(statistics), clock.now - since < patience {
            try await Task.sleep(for: .milliseconds(2))
            let later = try await self.statistics()
            if later.answered != statistics.answered { since = clock.now }
            statistics = later
        }
        return statistics
    }

    func stop() {
        transport.stop()
        // SIGTERM is blocked in children of the test runner's threads, so it would wait for ever.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilGone()
    }

    private func ask(_ method: String, _ path: String) async throws -> [UInt8] {
        try await transport.send(HTTPRequest(method: method, url: url + path, timeout: .seconds(10))).body
    }
}

extension Process {
    /// Returns when the process has ended.
    ///
    /// Asks the kernel, not Foundation: on Linux `waitUntilExit()` turns the run loop of the calling thread, which after
    /// an `await` is another than the one that is told, and `isRunning` can stay true when processes follow quickly.
    func waitUntilGone() {
        var info = siginfo_t()
        // Leaves the status for Foundation to take; fails at once where it has taken it already.
        while waitid(P_PID, id_t(processIdentifier), &info, WEXITED | WNOWAIT) == -1, errno == EINTR { continue }
    }
}
