import Identifiers
import Matrix
import SynapseTesting
import Testing

/// A job from its first question to its last respondent on a real homeserver.
@Suite("Jobs on a real homeserver", .serialized)
struct JobStoryTests {
    @Test("A job written question by question through a kill is answered by three people, changed and closed")
    func guided() async throws {
        try await withOpenHall { teller in
            let (hall, bot) = (teller.hall, teller.hall.bot)
            for step in Self.standings { try await teller.play(step) }

            try await teller.play(
                Step("cleo", .direct, .says("postjob swift-guild"), .hears("cleo", .direct, "question 1 of 10"))
            )
            // What was said before the kill is kept, and what is said while nobody listens is the next answer.
            try await teller.play(
                Step("cleo", .direct, .says("Timetable for a ferry line"), .hears("cleo", .direct, "question 2 of 10"))
            )
            await bot.kill()
            let direct = try await hall.room(.direct, of: try hall.person("cleo"))
            try await hall.person("cleo").says("Departures and delays", in: direct)
            try await bot.start()
            try await teller.check(.hears("cleo", .direct, "question 3 of 10"))
            for step in Self.posting + Self.responding + Self.ending { try await teller.play(step) }
            await bot.stop()
            try await expectNothingTwice(in: hall)
        }
    }

    @Test("A job by the one form is found by an alert, reported, hidden and taken away by the operator")
    func reported() async throws {
        try await withOpenHall { teller in
            for step in Self.reporting { try await teller.play(step) }
            await teller.hall.bot.stop()
            try await expectNothingTwice(in: teller.hall)
        }
    }

    // MARK: - Stories

    /// Finn is a member, fay has asked to be one, and olga is neither.
    private static let standings = [
        Step("finn", .lobby, .says("!join swift-guild"), .hears("abel", .admin, "#1: @finn", as: "finn")),
        Step("abel", .admin, .taps("✅", on: "finn"), .hears("finn", .direct, "welcome to Swift Guild")),
        Step("fay", .lobby, .says("!join swift-guild"), .hears("abel", .admin, "#2: @fay", as: "fay")),
        Step("olga", .lobby, .says("!freelancer"), .hears("olga", .lobby, "freelancer now")),
        Step("olga", .lobby, .says("!here jobs"), .hears("olga", .lobby, "announce every job in this room")),
    ]

    private static let posting = [
        Step("cleo", .direct, .says("skip"), .hears("cleo", .direct, "question 4 of 10")),
        Step("cleo", .direct, .says("5k–7k€/Monat"), .hears("cleo", .direct, "write the amount for all of the work")),
        Step("cleo", .direct, .says("5000 EUR"), .hears("cleo", .direct, "question 5 of 10")),
        Step(
            "cleo",
            .direct,
            .says("done"),
            .hears(
                "cleo",
                .direct,
                "how your job will look.*Departures and delays.*Swift Guild.*5,000 EUR",
                as: "preview"
            ),
            .offered("cleo", ["✅", "❌"], on: "preview")
        ),
        Step(
            "cleo",
            .direct,
            .taps("✅", on: "preview"),
            .hears("cleo", .direct, "job 1.*is posted"),
            .hears("finn", .lobby, "job 1: Timetable for a ferry line.*preferred", as: "announcement")
        ),
    ]

    private static let responding = [
        Step("finn", .lobby, .says("!respond 1"), .hears("finn", .direct, "question 1 of 4")),
        Step("finn", .direct, .says("I have built two of them"), .hears("finn", .direct, "question 2 of 4")),
        Step("finn", .direct, .says("80 EUR an hour"), .hears("finn", .direct, "question 3 of 4")),
        Step("finn", .direct, .says("done"), .hears("finn", .direct, "this is your response.*80 EUR an hour")),
        Step(
            "finn",
            .direct,
            .says("send"),
            .hears("cleo", .direct, "@finn.*responded to job 1.*a member of.*Swift Guild")
        ),
        Step("fay", .direct, .says("respond 1 I sail"), .hears("cleo", .direct, "@fay.*responded.*asked to join")),
        Step(
            "olga",
            .direct,
            .says("respond 1 I pay"),
            .hears("cleo", .direct, "@olga.*responded.*no requested group")
        ),
        Step("cleo", .direct, .says("responses 1"), .hears("cleo", .direct, "3 responses.*@finn.*@fay.*@olga")),
    ]

    private static let ending = [
        Step(
            "cleo",
            .direct,
            .says("job edit 1\nbudget: 6000 EUR"),
            .hears("finn", .direct, "was changed by its client.*6,000 EUR"),
            .hears("fay", .direct, "was changed by its client"),
            .hears("olga", .direct, "was changed by its client")
        ),
        Step("cleo", .direct, .says("hire 1 @finn:SERVER"), .hears("finn", .direct, "hires you for job 1")),
        Step(
            "cleo",
            .direct,
            .says("decline 1 @fay:SERVER We need a member"),
            .hears("fay", .direct, "was declined by its client.*We need a member")
        ),
        Step(
            "cleo",
            .direct,
            .says("job close 1 hired"),
            .hears("cleo", .direct, "job 1.*is closed"),
            .hears("olga", .direct, "to which you responded, is closed"),
            .hears("finn", .direct, "for which you were hired, was closed")
        ),
        Step("finn", .lobby, .says("!jobs"), .hears("finn", .lobby, "there are no open jobs")),
    ]

    private static let reporting = [
        Step("finn", .direct, .says("jobs watch ferry"), .hears("finn", .direct, "ferry")),
        Step(
            "cleo",
            .direct,
            .says("postjob\ntitle: Ferry for rent\nabout: Pay first"),
            .hears("cleo", .direct, "how your job will look")
        ),
        Step(
            "cleo",
            .direct,
            .says("post"),
            .hears("cleo", .direct, "job 1.*is posted"),
            .hears("finn", .direct, "Ferry for rent")
        ),
        Step("fay", .direct, .says("respond 1 I sail"), .hears("cleo", .direct, "@fay.*responded")),
        Step("finn", .direct, .says("report 1 A fee"), .hears("olga", .direct, "1 person has reported job 1")),
        Step("fay", .direct, .says("report 1 A fee"), .hears("fay", .direct, "thank you")),
        Step(
            "abel",
            .direct,
            .says("report 1 A fee"),
            .hears("olga", .direct, "3 people have reported job 1"),
            .hears("cleo", .direct, "several people have reported your job 1")
        ),
        Step("finn", .lobby, .says("!job 1"), .hears("finn", .lobby, "nobody is shown it")),
        Step(
            "olga",
            .direct,
            .says("job remove 1 It asks for a fee"),
            .hears("cleo", .direct, "taken your job 1.*It asks for a fee.*write to @olga"),
            .hears("fay", .direct, "the operator of this hall has taken it away")
        ),
    ]
}
