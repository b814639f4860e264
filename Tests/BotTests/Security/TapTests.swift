import BotTesting
import Testing

/// A tap can be taken back and made again: what it is answered with has to have an end.
@Suite("Taps over and over", .timeLimit(.minutes(2)))
struct TapTests {
    private static let hall = """
        A request whose applicant lacks something.

        (the sample hall)
        ada: !admins swift-guild add @abel:example.org
        ada in #admins: !here swift-guild admin
        ada: !criteria swift-guild
          criteria:
            1 statement Has shown an ID in a call
            2 server *.example.net
        finn: !join swift-guild
        (each command comes at once)
        """

    private static let slowDown = "That was a lot at once"

    /// How many messages and edits the bot sends for lines that come after the hall's.
    private func answers(to lines: [String]) async throws -> [String] {
        let all = try await Conversation(text: ([Self.hall] + lines).joined(separator: "\n")).replayed()
        let after = all.split(separator: "\n").drop { $0 != "(each command comes at once)" }
        return after.map(String.init).filter { $0.hasPrefix("bot ") && !$0.contains(" reacts ") }
    }

    @Test(
        "Fifty times the same tap of one person on one card are answered once",
        arguments: ["ada", "abel", "fay"],
        ["✅", "❌", "❓", "1️⃣", "2️⃣", "7️⃣", "✅\u{FE0F}"]
    )
    func same(person: String, key: String) async throws {
        let said = try await answers(to: Array(repeating: "\(person) in #admins reacts \(key) to #1", count: 50))
        #expect(said.count { !$0.contains(Self.slowDown) } == 1, "\(said)")
        #expect(said.count { $0.contains(Self.slowDown) } == 1, "\(said)")
    }

    @Test("Each person is answered, and each tap")
    func each() async throws {
        let lines = ["ada", "abel"].flatMap { person in
            ["❌", "❓", "1️⃣"].map { "\(person) in #admins reacts \($0) to #1" }
        }
        #expect(try await answers(to: lines + lines).count == 6)
    }

    @Test("Taps are taken off the same budget as commands, and count again once there is some left")
    func oneBudget() async throws {
        let taps = (0..<40).map { "ada in #admins reacts \($0.isMultiple(of: 2) ? "❌" : "7️⃣") to #1" }
        let approval = "ada in #admins reacts ✅ to #1"
        let command = "ada in #admins: !groups"
        let later = ["(2 minutes later)", approval]
        let said = try await answers(to: taps + [approval, command])
        #expect(said.count { $0.contains(Self.slowDown) } == 1, "\(said)")
        #expect(!said.contains { $0.contains("Approved by") || $0.contains("--anyway") || $0.contains("Handle") })
        let then = try await answers(to: taps + [approval] + later)
        #expect(then.count > said.count, "\(then)")
        // Somebody else has a budget of their own.
        let others = try await answers(to: taps + ["abel in #admins reacts 1️⃣ to #1"])
        #expect(others.last?.contains("criterion 1") == true, "\(others)")
    }

    @Test("A criterion that is marked to and fro by a hundred taps uses up the budget of whoever taps")
    func toAndFro() async throws {
        let flips = (0..<100).map { "ada in #admins reacts \($0.isMultiple(of: 2) ? "✅" : "❌") to #1 of" }
        let lines = ["ada in #admins reacts 1️⃣ to #1"] + flips.map { $0.replacing(" to #1 of", with: "") }
        let said = try await answers(to: lines)
        // The criterion, thirty marks that edit it and the card, and one warning.
        #expect(said.count <= 62 && said.count > 20, "\(said.count)")
        #expect(said.count { !$0.contains("edits") } <= 2)
    }
}
