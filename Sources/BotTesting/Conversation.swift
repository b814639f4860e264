package import Foundation
package import SQLiteStorage

/// A chat with the bot in a text file: what people say is given, what the bot does is written by ``replayed()``.
package struct Conversation: Sendable {
    package let file: URL
    package let text: String

    package init(file: URL) throws {
        self.file = file
        text = try String(contentsOf: file, encoding: .utf8)
    }

    package init(text: String) {
        file = URL(filePath: "/dev/null")
        self.text = text
    }

    /// The conversations of a folder, in the order of their names.
    package static func all(in folder: URL) throws -> [Conversation] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "txt" }
            .sorted { $0.path() < $1.path() }
            .map { try Conversation(file: $0) }
    }

    /// The conversation with the answers that the bot gives now.
    ///
    /// `watch` gets the storage before anything is said, to look on.
    package func replayed(watch: (Storage) async throws -> Void = { _ in }) async throws -> String {
        let stage = try Stage()
        try await watch(stage.storage)
        var lines: [String] = []
        for line in try ConversationLine.read(text) {
            switch line {
            case .prose(let text): lines.append(text)
            case .bot: continue
            case .stage(let direction):
                lines.append("(\(direction))")
                lines += try await stage.direct(direction)
            case .said(let speech, let typed):
                lines += typed
                lines += try await stage.hear(speech)
            }
        }
        return lines.joined(separator: "\n")
    }
}
