import Foundation
import JSON
import Testing

/// vodozemac in a process of its own, asked line by line; see `Oracle/oracle.py`.
final class Oracle {
    /// What vodozemac has refused.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var pending: [UInt8] = []

    init() throws {
        let python = Vectors.folder.appending(path: "../../../.build-vodozemac/bin/python").standardized
        try #require(
            FileManager.default.isExecutableFile(atPath: python.path),
            "vodozemac is not installed in .build-vodozemac/: run deploy/install"
        )
        process.executableURL = python
        process.arguments = [Vectors.folder.appending(path: "oracle.py").path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Asks for something; throws a ``Refusal`` where vodozemac does not do it.
    @discardableResult
    func ask(_ name: String, _ request: JSONObject = [:]) throws -> JSONValue {
        var request = request
        request["do"] = .string(name)
        try input.fileHandleForWriting.write(contentsOf: JSONValue.object(request).encoded + [0x0A])
        let answer = try JSONValue(parsing: line())
        if let error = answer["error"]?.stringValue { throw Refusal(description: error) }
        return try #require(answer["ok"])
    }

    private func line() throws -> [UInt8] {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                defer { pending.removeFirst(end + 1) }
                return Array(pending[..<end])
            }
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Refusal(description: "the oracle has ended") }
            pending += more
        }
    }
}
