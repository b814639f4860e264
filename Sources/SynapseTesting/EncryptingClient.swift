import Foundation
package import Identifiers
package import JSON
import Synchronization

/// A chat client in a process of its own, with a device of its own that encrypts: not a line of its code is this project's.
package final class EncryptingClient: Sendable {
    /// Which one: its script lies in `Clients`.
    package enum Kind: String, Sendable {
        /// matrix-nio, with vodozemac.
        case nio = "nio_client.py"
        /// mautrix-python, with libolm and cross-signing.
        case mautrix = "mautrix_client.py"
    }

    /// What the client could not do.
    package struct Refusal: Error, CustomStringConvertible {
        package let description: String
    }

    /// The client was not installed.
    package struct NotInstalled: Error, CustomStringConvertible {
        package var description: String { "the clients are not installed in .build-vodozemac/: run deploy/install" }
    }

    private struct State {
        var number = 0
        var waiting: [Int64: CheckedContinuation<JSONValue, any Error>] = [:]
        var hasEnded = false
    }

    private let process: Process
    private let input: FileHandle
    private let state = Mutex(State())

    /// Starts a client, which does nothing yet.
    package init(_ kind: Kind) throws {
        let python = ProjectFiles.root + "/.build-vodozemac/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else { throw NotInstalled() }
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(filePath: python)
        process.arguments = [ProjectFiles.root + "/Sources/SynapseTesting/Clients/" + kind.rawValue]
        process.standardInput = input
        process.standardOutput = output
        // It complains at length of each message that it cannot read, which is its business.
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        self.input = input.fileHandleForWriting
        Thread.detachNewThread { [self, pipe = output.fileHandleForReading] in read(pipe) }
    }

    /// Ends the client, and waits until it is gone.
    package func close() {
        try? input.close()
        for _ in 0..<50 where process.isRunning { usleep(20_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Asks the client for something; throws a ``Refusal`` where it cannot do it.
    @discardableResult
    package func ask(_ name: String, _ request: JSONObject = [:]) async throws -> JSONValue {
        try await withCheckedThrowingContinuation { continuation in
            let number = state.withLock { state -> Int64? in
                guard !state.hasEnded else { return nil }
                state.number += 1
                state.waiting[Int64(state.number)] = continuation
                return Int64(state.number)
            }
            guard let number else { return continuation.resume(throwing: Refusal(description: "the client has ended")) }
            var request = request
            request["do"] = .string(name)
            request["id"] = .int(number)
            do {
                try input.write(contentsOf: JSONValue.object(request).encoded + [0x0A])
            } catch {
                take(number)?.resume(throwing: error)
            }
        }
    }

    private func take(_ number: Int64) -> CheckedContinuation<JSONValue, any Error>? {
        state.withLock { $0.waiting.removeValue(forKey: number) }
    }

    private func read(_ pipe: FileHandle) {
        var pending: [UInt8] = []
        while true {
            let more = pipe.availableData
            guard !more.isEmpty else { break }
            pending += more
            while let end = pending.firstIndex(of: 0x0A) {
                let line = Array(pending[..<end])
                pending.removeFirst(end + 1)
                guard let answer = try? JSONValue(parsing: line), let number = answer["id"]?.intValue else { continue }
                if let refused = answer["error"]?.stringValue {
                    take(number)?.resume(throwing: Refusal(description: refused))
                } else {
                    take(number)?.resume(returning: answer["ok"] ?? .null)
                }
            }
        }
        let left = state.withLock { state in
            state.hasEnded = true
            defer { state.waiting = [:] }
            return state.waiting.values
        }
        for continuation in left { continuation.resume(throwing: Refusal(description: "the client has ended")) }
    }
}

// MARK: - What it can do

extension EncryptingClient {
    /// Logs in and follows the stream from then on; returns its device.
    @discardableResult
    package func logIn(
        to homeserver: String,
        as user: UserID,
        password: String,
        store: String,
        device: String? = nil
    ) async throws -> String {
        try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
        var request: JSONObject = [
            "homeserver": .string(homeserver), "user": .string(user.rawValue), "password": .string(password),
            "store": .string(store),
        ]
        request["device"] = device.map(JSONValue.string)
        return try await ask("login", request)["device"]?.stringValue ?? ""
    }

    /// Sends something to a room, encrypted where that is.
    package func send(_ type: String, _ content: JSONValue, to room: RoomID, transaction: String) async throws
        -> EventID
    {
        let answer = try await ask(
            "send",
            [
                "room": .string(room.rawValue), "type": .string(type), "content": content,
                "transaction": .string(transaction),
            ]
        )
        guard let event = answer["event"]?.stringValue else { throw Refusal(description: "sent without an event") }
        return EventID(rawValue: event)
    }

    /// Encrypts a file and puts it on the homeserver; gives the `file` of its event.
    package func upload(_ bytes: [UInt8], type: String, name: String) async throws -> JSONValue {
        let text = Data(bytes).base64EncodedString()
        return try await ask("upload", ["bytes": .string(text), "type": .string(type), "name": .string(name)])
    }

    /// What an encrypted file holds, given the `file` of its event.
    package func download(_ file: JSONValue) async throws -> [UInt8] {
        let text = try await ask("download", ["file": file])["bytes"]?.stringValue ?? ""
        return Data(base64Encoded: text).map { Array($0) } ?? []
    }

    /// What an event says, as soon as it can be read: an object of `type`, `content`, `decrypted` and `readable`.
    package func event(_ event: EventID, within seconds: Int64 = 15) async throws -> JSONValue {
        try await ask("event", ["event": .string(event.rawValue), "limit": .int(seconds)])
    }
}
