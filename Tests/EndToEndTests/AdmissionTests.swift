import Identifiers
import JSON
import Matrix
import SynapseTesting
import Testing

/// How people get into a group and its members' room on a real homeserver, also while the bot is away.
@Suite("Admission on a real homeserver", .serialized)
struct AdmissionTests {
    @Test("A knock is put before the administrators; approving it invites, and the person comes in")
    func knockApproved() async throws {
        try await withOpenHall { teller in
            for step in [
                Self.fayKnocks,
                Step(
                    "abel",
                    .admin,
                    .taps("✅", on: "knock"),
                    .hears("fay", .direct, "welcome to Swift Guild"),
                    .hears("abel", .admin, "approved by @abel"),
                    .invited("fay", .members)
                ),
            ] { try await teller.play(step) }
            let (ada, fay) = (try teller.hall.person("ada"), try teller.hall.person("fay"))
            let members = try #require(teller.hall.rooms[.members])
            try await ada.waitsUntil(fay.id, is: "join", in: members)
        }
    }

    @Test("A knock that is refused is turned away with the administrator's reason, and can be made again when it may")
    func knockRefused() async throws {
        try await withOpenHall { teller in
            let (ada, fay) = (try teller.hall.person("ada"), try teller.hall.person("fay"))
            let members = try #require(teller.hall.rooms[.members])
            try await teller.play(Self.fayKnocks)
            try await teller.play(
                Step(
                    "abel",
                    .admin,
                    .says("!refuse 1 --again now Which boats?"),
                    .hears("fay", .direct, "was refused.*which boats")
                )
            )
            try await ada.waits(for: "fay turned away", in: members) {
                $0.kind == .membership(fay.id, "leave") && $0.content["reason"]?.stringValue == "Which boats?"
            }
            try await teller.play(
                Step("fay", .members, .knocks("All four"), .hears("abel", .admin, "#2: @fay.*all four"))
            )
        }
    }

    @Test("A knock that is taken back takes the request back, and nobody is turned away")
    func knockTakenBack() async throws {
        try await withOpenHall { teller in
            let (fay, bot) = (try teller.hall.person("fay"), teller.hall.bot.id)
            let members = try #require(teller.hall.rooms[.members])
            try await teller.play(Self.fayKnocks)
            try await fay.leaves(members)
            let direct = try await teller.hall.room(.direct, of: fay)
            try await fay.waitsForMessage("You have taken back request #1", from: bot, in: direct)
            let admin = try #require(teller.hall.rooms[.admin])
            try await teller.hall.person("abel").waitsForMessage("↩️ Taken back", from: bot, in: admin)
            try await teller.play(Step("fay", .members, .knocks("After all"), .hears("abel", .admin, "#2: @fay")))
            let state = try await teller.hall.person("ada").client.state(
                "m.room.member",
                key: fay.id.rawValue,
                in: members
            )
            #expect(state?["membership"]?.stringValue == "knock")
        }
    }

    @Test("What changed while the bot was away is made true in the members' room when it comes back")
    func awayFromTheMembersRoom() async throws {
        try await withOpenHall { teller in
            let (hall, members) = (teller.hall, try #require(teller.hall.rooms[.members]))
            let (ada, finn, fay) = (try hall.person("ada"), try hall.person("finn"), try hall.person("fay"))
            for name in ["finn", "fay"] { try await Self.admit(name, by: teller) }
            let asked = Step("cleo", .lobby, .says("!freelancer"), .hears("cleo", .lobby, "freelancer now"))
            try await teller.play(asked)
            try await teller.play(
                Step("cleo", .lobby, .says("!join swift-guild"), .hears("abel", .admin, "#3: @cleo", as: "cleo"))
            )

            await hall.bot.stop()
            try await ada.kicks(fay.id, from: members)
            try await finn.says("!leave swift-guild", in: try #require(hall.rooms[.lobby]))
            try await teller.act(Step("abel", .admin, .taps("✅", on: "cleo")))
            try await hall.bot.start()

            // Who left the group is taken out of the room, and who was admitted is invited.
            try await ada.waitsUntil(finn.id, is: "leave", in: members)
            try await ada.waitsUntil(try hall.person("cleo").id, is: "invite", in: members)
            // Who was only put out of the room is still a member, and gets in again.
            try await teller.play(
                Step(
                    "fay",
                    .lobby,
                    .says("!join swift-guild"),
                    .hears("fay", .lobby, "you are a member of Swift Guild already.*invited you"),
                    .invited("fay", .members)
                )
            )
            try await teller.play(
                Step("ada", .lobby, .says("!groups members swift-guild"), .hears("ada", .lobby, "@fay.*@cleo"))
            )
        }
    }

    @Test("An iCalendar file sent to the bot is shown, confirmed by a tap, and moves the date of an open request")
    func calendarFile() async throws {
        try await withOpenHall { teller in
            let (hall, bot) = (teller.hall, teller.hall.bot.id)
            let ada = try hall.person("ada")
            try await teller.play(
                Step("finn", .lobby, .says("!join swift-guild"), .hears("finn", .lobby, "request #1.*by the end of"))
            )
            let direct = try await hall.room(.direct, of: ada)
            let days = Self.calendar(from: 0, to: 10)
            let words = "holidays swift-guild import"
            try await ada.sends(file: "secret.ics", holding: days, saying: words, in: direct, isEncrypted: true)
            try await ada.waitsForMessage("secret.ics is encrypted, and does not open", from: bot, in: direct)

            try await ada.sends(file: "days.ics", holding: days, saying: words, in: direct)
            let page = try await ada.waitsForMessage(
                "days.ics would add .* holidays to Swift Guild",
                from: bot,
                in: direct
            )
            let event = try #require(page.event)
            try await ada.waits(for: "the reaction ✅", in: direct) { $0.kind == .reaction("✅", to: event) }
            try await ada.reacts("✅", to: event, in: direct)
            try await ada.waitsForMessage("Added .* to Swift Guild", from: bot, in: direct)
            let finn = try hall.person("finn")
            let told = try await finn.followsInvitation(of: bot, isDirect: true)
            try await finn.waitsForMessage("request #1 is now to be decided by the end of", from: bot, in: told)

            // In the administrators' room all see it, and each of them may take it over.
            let (admin, later) = (try #require(hall.rooms[.admin]), Self.calendar(from: 20, to: 25))
            try await ada.sends(file: "later.ics", holding: later, saying: "!" + words, in: admin)
            let shown = try await ada.waitsForMessage("later.ics would add .* to Swift Guild", from: bot, in: admin)
            try await hall.person("abel").reacts("✅", to: try #require(shown.event), in: admin)
            try await ada.waitsForMessage("Added .* to Swift Guild", from: bot, in: admin)
        }
    }

    @Test("A draft is opened, somebody who was refused hears of a change, and somebody goes on with another account")
    func draftHintAndLink() async throws {
        try await withOpenHall { teller in
            for step in Self.draft + Self.hint + Self.link { try await teller.play(step) }
        }
    }

    // MARK: - Stories

    private static let fayKnocks = Step(
        "fay",
        .members,
        .knocks("I sail every Sunday"),
        .hears("fay", .direct, "request #1 to join Swift Guild"),
        .hears("abel", .admin, "#1: @fay.*every Sunday", as: "knock"),
        .offered("abel", ["✅", "❌"], on: "knock")
    )

    /// To everybody but its people there is no such group before it is open.
    private static let draft = [
        Step("ada", .direct, .says("groups create Linux Crew --draft"), .hears("ada", .direct, "there as a draft")),
        Step("finn", .lobby, .says("!groups show linux-crew"), .hears("finn", .lobby, "no group called .linux-crew")),
        Step("ada", .direct, .says("sponsor Acme"), .hears("ada", .direct, "drafts.*Linux Crew")),
        Step("ada", .direct, .says("groups open linux-crew"), .hears("ada", .direct, "Linux Crew is open")),
        Step("finn", .lobby, .says("!groups show linux-crew"), .hears("finn", .lobby, "Linux Crew.*You: not a member")),
    ]

    private static let hint = [
        Step("fay", .direct, .says("settings hints on"), .hears("fay", .direct, "your settings are changed")),
        Step("ada", .admin, .says("!criteria swift-guild add server acme.example"), .hears("ada", .admin, "version 1")),
        Step("fay", .lobby, .says("!join swift-guild"), .hears("abel", .admin, "#1: @fay")),
        Step("abel", .admin, .says("!refuse 1 Only for Acme"), .hears("fay", .direct, "#1 to join.*was refused")),
        Step(
            "ada",
            .admin,
            .says("!criteria swift-guild remove 1"),
            .hears("fay", .direct, "criteria of Swift Guild have changed.*you no longer need")
        ),
    ]

    /// Both accounts say so, each alone with the bot, and what one had asked is the other's.
    private static let link = [
        Step("finn", .lobby, .says("!join linux-crew"), .hears("ada", .direct, "#2: @finn")),
        Step("cleo", .direct, .says("link @finn:SERVER"), .hears("cleo", .direct, "nothing moves before @finn")),
        Step(
            "finn",
            .direct,
            .says("link @cleo:SERVER"),
            .hears("cleo", .direct, "you are one person.*Linux Crew: request #2")
        ),
        Step("cleo", .direct, .says("requests"), .hears("cleo", .direct, "#2 Linux Crew")),
    ]

    /// Days off, counted from the day on which the test runs.
    ///
    /// Within ten from today three business days are not over, whatever day that is.
    static func calendar(from first: Int, to end: Int) -> String {
        """
        BEGIN:VCALENDAR\r
        VERSION:2.0\r
        BEGIN:VEVENT\r
        DTSTART;VALUE=DATE:\(Today.text(plusDays: first))\r
        DTEND;VALUE=DATE:\(Today.text(plusDays: end))\r
        SUMMARY:Works holiday\r
        END:VEVENT\r
        END:VCALENDAR\r

        """
    }

    private static func admit(_ name: String, by teller: StoryTeller) async throws {
        try await teller.play(
            Step(
                name,
                .lobby,
                .says("!join swift-guild"),
                .hears("abel", .admin, "@\(name):\\S+ asks to join", as: name)
            )
        )
        try await teller.play(
            Step(
                "abel",
                .admin,
                .taps("✅", on: name),
                .hears(name, .direct, "welcome to Swift Guild"),
                .invited(name, .members)
            )
        )
    }
}

/// Lends a hall in which Swift Guild is open, has its rooms, and finn and fay are freelancers.
func withOpenHall(
    limits: SynapseSettings.RateLimits = .lifted,
    skipsTime: Bool = false,
    encrypting: EncryptingClient.Kind? = nil,
    _ body: (StoryTeller) async throws -> Void
) async throws {
    var settings = SynapseSettings()
    settings.rateLimits = limits
    try await withSynapse(settings) { synapse in
        let hall = try await Hall.open(on: synapse, skipsTime: skipsTime, encrypting: encrypting)
        let teller = StoryTeller(hall, waiting: limits.patience)
        do {
            for step in Step.founding { try await teller.play(step) }
            for name in ["finn", "fay"] {
                try await teller.play(
                    Step(name, .lobby, .says("!freelancer"), .hears(name, .lobby, "you are a freelancer now"))
                )
            }
            try await body(teller)
        } catch {
            await hall.leave()
            throw error
        }
        await hall.leave()
    }
}

extension SynapseSettings.RateLimits {
    /// How long an answer may take on such a server before it counts as missing.
    var patience: Duration {
        switch self {
        case .lifted: .seconds(40)
        case .asShipped: .seconds(300)
        }
    }
}
