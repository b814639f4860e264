import BotTesting
import Groups
import Identifiers
import JSON
import Matrix
import SQLiteStorage
import Testing

/// Code that a client shows as code only in the formatted text, as Cinny and others send it.
@Suite("Commands shown as code", .timeLimit(.minutes(2)))
struct CodeTests {
    private let rehearsal: Rehearsal
    private let ada = Homeserver.user("ada")

    init() throws {
        rehearsal = try Rehearsal()
    }

    /// How many answers a message gets whose body and formatted body are these.
    private func answers(_ body: String, _ html: String) async throws -> Int {
        let homeserver = rehearsal.homeserver
        let room = homeserver.makeRoom("Hall", by: ada, inviting: [rehearsal.bot])
        rehearsal.start()
        try await rehearsal.settle()
        homeserver.send(
            "m.room.message",
            [
                "msgtype": "m.text", "body": .string(body), "format": "org.matrix.custom.html",
                "formatted_body": .string(html),
            ],
            in: room,
            by: ada
        )
        try await rehearsal.settle()
        await rehearsal.kill()
        return homeserver.transcript(of: room).filter { $0.hasPrefix("guildhall: ") }.count
    }

    @Test(
        "A command that is code only in the formatted text is only shown",
        arguments: [
            ("!groups", "<pre><code>!groups</code></pre>"), ("!groups", "<code>!groups</code>"),
            ("!groups\n!help", "<pre><code>!groups\n!help\n</code></pre>"),
            ("> hi\n\n!groups", "<blockquote>hi</blockquote><code>!groups</code>"),
            (
                "Guildhall: groups",
                #"<a href="https://matrix.to/#/@guildhall:example.org">Guildhall</a>: <code>groups</code>"#
            ),
        ]
    )
    func shown(body: String, html: String) async throws {
        #expect(try await answers(body, html) == 0)
    }

    @Test(
        "A command with code after it is a command",
        arguments: [
            ("!groups", "<b>!groups</b>"), ("!help groups", "!help <code>groups</code>"),
            ("> hi\n\n!groups", "<blockquote><code>hi</code></blockquote>!groups"),
            (
                "Guildhall: groups",
                #"<a href="https://matrix.to/#/@guildhall:example.org">Guildhall</a>: groups"#
            ),
        ]
    )
    func meant(body: String, html: String) async throws {
        #expect(try await answers(body, html) == 1)
    }
}
