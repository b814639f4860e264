import BotTesting
import CustomDump
import Foundation
import Testing

/// Each file in `Conversations/` is a chat with the bot, and must come out as it is written.
///
/// `UPDATE_CONVERSATIONS=1 swift test --filter ConversationTests` writes today's answers into the files;
/// read what changed with `git diff`. `GUILDHALL_TEST_STORIES=jobs-` plays only those whose names begin so.
@Test("A conversation reads as it is written", arguments: try Story.all())
func conversation(_ story: Story) async throws {
    let replayed = try await story.conversation.replayed()
    if ProcessInfo.processInfo.environment["UPDATE_CONVERSATIONS"] != nil {
        try replayed.write(to: story.conversation.file, atomically: true, encoding: .utf8)
    } else {
        expectNoDifference(replayed, story.conversation.text)
    }
}

struct Story: CustomTestStringConvertible, Sendable {
    let conversation: Conversation

    var testDescription: String { conversation.file.deletingPathExtension().lastPathComponent }

    static func all() throws -> [Story] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Conversations")
        let start = ProcessInfo.processInfo.environment["GUILDHALL_TEST_STORIES"] ?? ""
        return try Conversation.all(in: folder).map { Story(conversation: $0) }
            .filter { $0.testDescription.hasPrefix(start) }
    }
}
