import BotTesting
import CustomDump
import Foundation
import Testing

/// Each file in `Conversations/` is a chat with the bot, and must come out as it is written.
///
/// What the database is asked meanwhile is then explained on a large hall, where nothing may walk through a table.
///
/// `UPDATE_CONVERSATIONS=1 swift test --filter ConversationTests` writes today's answers into the files;
/// read what changed with `git diff`. `GUILDHALL_TEST_STORIES=jobs-` plays only those whose names begin so, and explains
/// nothing: filling that hall takes a minute.
@Test("A conversation reads as it is written, and finds its rows by an index", arguments: try Story.all())
func conversation(_ story: Story) async throws {
    let environment = ProcessInfo.processInfo.environment
    let seen = SeenStatements()
    let replayed = try await story.conversation.replayed { try await seen.listen(to: $0) }
    guard environment["UPDATE_CONVERSATIONS"] == nil else {
        return try replayed.write(to: story.conversation.file, atomically: true, encoding: .utf8)
    }
    expectNoDifference(replayed, story.conversation.text)
    guard environment["GUILDHALL_TEST_STORIES"] == nil else { return }
    #expect(!seen.all.isEmpty)
    for walk in try await LargeHall.shared.walks(in: seen.all) { Issue.record("\(walk)") }
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
