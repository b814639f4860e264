import BotTesting
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

@Suite("Sizes of messages")
struct SizeTests {
    /// What an event may have at most
    /// ([Matrix v1.19, "Size limits"](https://spec.matrix.org/v1.19/client-server-api/#size-limits)), less what the
    /// homeserver adds.
    private static let mostBytes = 65_536 - 4096

    @Test(
        "The longest texts that people may give, of the worst characters, fit into an event, as an edit too",
        arguments: ["\"", "\\", "&", "<", "é", "🦉"]
    )
    func worstTexts(_ character: String) async throws {
        func text(_ bytes: Int) -> String {
            "x" + String(repeating: character, count: (bytes - 1) / character.utf8.count)
        }
        let hall = try await TrialHall(
            """
            A hall of long texts.

            (the sample hall)
            ada in #admins: !here swift-guild admin
            ada in #members: !here jobs
            ada: !groups edit swift-guild
              about: \(text(2000))
            ada: !groups edit swift-guild
              criteria: \(text(2000))
            finn: !join swift-guild \(text(4900))
            cleo: !postjob swift-guild
              title: A timetable
              place: \(text(200))
              about: \(text(4000))
            cleo: !postjob confirm 1
            """
        )
        var kinds: Set<String> = []
        for (line, person, room) in [
            ("!groups show swift-guild", Role.cleo, "lobby"), ("!request 1", Role.ada, "admins"),
            ("!approve 1 \(text(2000))", Role.ada, "admins"), ("!refuse 1 \(text(2000))", Role.ada, "admins"),
            ("!job 1", Role.cleo, "lobby"), ("!job close 1", Role.cleo, "lobby"), ("!jobs", Role.cleo, "lobby"),
            ("!respond 1 \(text(3000))", Role.finn, "lobby"),
        ] {
            let trial = try await hall.say(line, by: person, in: TrialHall.room(room))
            for draft in trial.drafts {
                let (kind, text, times) =
                    switch draft.action {
                    case .say(let text, _, _, _): ("say", text, 1)
                    case .tell(let text, _): ("tell", text, 1)
                    // An edit carries its text twice.
                    case .edit(_, let text), .revise(_, let text): ("edit", text, 2)
                    default: ("", OutboxText(body: ""), 1)
                    }
                kinds.insert(kind)
                let bytes = JSONValue.string(text.body).encoded.count + JSONValue.string(text.html ?? "").encoded.count
                #expect(bytes * times <= Self.mostBytes, "\(kind) after \(line.prefix(20))")
            }
        }
        #expect(kinds.isSuperset(of: ["say", "tell", "edit"]))
    }
}
