import Foundation
import Testing

/// The promise that no peer makes: however often the bot is killed, every command is answered once.
@Suite(.serialized)
struct KillTests {
    @Test(
        "2,000 commands and 20 SIGKILLs at random moments: each command is answered exactly once",
        .timeLimit(.minutes(10))
    )
    func killing() async throws {
        try await killing(commands: 2000, kills: 20, flags: [])
    }

    @Test(
        "The same with a network that loses answers after the homeserver acted, and a homeserver that fails",
        .timeLimit(.minutes(10))
    )
    func killingOnABadNetwork() async throws {
        try await killing(commands: 500, kills: 5, flags: ["--drop", "0.01", "--fail", "0.01", "--echo"])
    }

    private func killing(commands: Int, kills: Int, flags: [String]) async throws {
        var chance = Seeded(seed: Self.seed())
        print("kill test: GUILDHALL_TEST_SEED=\(chance.seed)")
        let folder = FileManager.default.temporaryDirectory.appending(path: "guildhall-kill-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let stub = try StubHomeserver(
            ["--commands", "\(commands)", "--batch", "50", "--hold", "--command", "!freelancer on"]
                + ["--seed", "\(chance.seed)"] + flags
        )
        defer { stub.stop() }
        let bot = try KilledBot(homeserver: stub.url, folder: folder)
        try bot.start()
        defer { bot.kill() }

        // Nothing is asked of it before it listens: what was said before the bot first came is not for it.
        let ready = try await stub.wait(patience: .seconds(30)) { $0.parked > 0 }
        try #require(ready.parked > 0, "the bot does not sync: \(bot.log)")
        try await stub.release()
        for moment in (0..<kills).map({ _ in Int.random(in: 1..<(commands - 50), using: &chance) }).sorted() {
            let reached = try await stub.wait(patience: .seconds(20)) { $0.answered >= moment }
            try #require(reached.answered >= moment, "stands still at \(reached), seed \(chance.seed): \(bot.log)")
            try await Task.sleep(for: .microseconds(Int.random(in: 0..<30_000, using: &chance)))
            bot.kill()
            try bot.start()
        }
        _ = try await stub.wait(patience: .seconds(30)) { $0.answered == commands }
        // If anything is to come twice, now is when it comes.
        _ = try await stub.wait(patience: .seconds(1)) { _ in false }
        let end = try await stub.statistics()
        #expect(end.answered == commands, "lost, e.g. \(end.missingSample), seed \(chance.seed): \(bot.log)")
        #expect(end.doubled == 0, "answered twice, e.g. \(end.doubledSample), seed \(chance.seed)")
        #expect(end.keysRepeated == 0, "the same notice in two events, seed \(chance.seed)")
    }

    /// `GUILDHALL_TEST_SEED` repeats a run; otherwise every run is another.
    private static func seed() -> UInt64 {
        ProcessInfo.processInfo.environment["GUILDHALL_TEST_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...99_999)
    }
}

/// The bot as a process that can be killed and started again on the same database.
private final class KilledBot {
    private let executable: URL
    private let folder: URL
    private let logFile: URL
    private var process: Process?

    init(homeserver: String, folder: URL) throws {
        executable = try Products.executable("guildhall")
        self.folder = folder
        logFile = folder.appending(path: "log")
        let configuration = """
            [matrix]
            homeserver = "\(homeserver)"
            user = "@guildhall:stub"
            access_token = "stub-token"
            device_id = "GUILDHALL"

            [storage]
            path = "\(folder.appending(path: "guildhall.sqlite").path)"

            [encryption]
            mode = "off"

            [hall]
            name = "Kill test"
            operators = ["@olga:stub"]
            time_zone = "Europe/Berlin"
            """
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        let files = FileManager.default
        let file = folder.appending(path: "bot.conf").path
        try #require(files.createFile(atPath: file, contents: Data(configuration.utf8), attributes: attributes))
        try #require(files.createFile(atPath: logFile.path, contents: nil))
    }

    /// The end of what all starts of the bot logged.
    var log: String {
        String(((try? String(contentsOf: logFile, encoding: .utf8)) ?? "").suffix(2000))
    }

    func start() throws {
        let process = Process()
        process.executableURL = executable
        process.arguments = ["run", "--config", folder.appending(path: "bot.conf").path]
        process.currentDirectoryURL = folder
        let log = try FileHandle(forWritingTo: logFile)
        try log.seekToEnd()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = log
        process.standardError = log
        try process.run()
        self.process = process
    }

    /// SIGKILL, by its id; returns when it is gone.
    func kill() {
        guard let process else { return }
        self.process = nil
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilGone()
    }
}

/// SplitMix64: the same seed gives the same moments.
private struct Seeded: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(seed: UInt64) {
        self.seed = seed
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
