import Foundation
import Matrix
import SynapseTesting
import Testing

/// What falls due, on a real homeserver and by a clock that is put ahead.
@Suite("The promise on a real homeserver", .serialized)
struct PromiseTests {
    @Test("A request that nobody decides is reminded of, apologised for, and reported, each once and in its time")
    func ladder() async throws {
        try await withOpenHall(skipsTime: true) { teller in
            let hall = teller.hall
            try await Self.workEveryDay(teller)
            // Owners are told what they do not decide themselves.
            let handsOver = "!admins swift-guild remove @ada:SERVER"
            try await teller.play(Step("ada", .lobby, .says(handsOver), .hears("ada", .lobby, "@ada.*Swift Guild")))
            try await teller.play(
                Step("finn", .lobby, .says("!join swift-guild"), .hears("abel", .admin, "#1: @finn", as: "card"))
            )
            // From any hour of a day, 57 hours later is after the first reminder (nine o'clock on the second day after), and
            // before the due day's.
            try hall.bot.skip(.seconds(57 * 3600))
            try await teller.check(
                .hears("abel", .admin, "waiting for a decision: 1 request.*#1 @finn\\S+ due by")
            )
            try hall.bot.skip(.seconds(24 * 3600))
            try await teller.check(.hears("ada", .direct, "due today.*#1 @finn"))
            // The bot is down when the promise is missed, and says so when it is back.
            await hall.bot.stop()
            try hall.bot.skip(.seconds(24 * 3600))
            try await hall.bot.start()
            try await teller.check(
                .hears("finn", .direct, "#1 to join Swift Guild should have been decided.*I am sorry"),
                .hears("ada", .direct, "should have been decided by now.*#1 @finn\\S+ 🔴 late"),
                .hears("abel", .admin, "waiting for a decision.*#1 @finn\\S+ 🔴 late")
            )
            try hall.bot.skip(.seconds(5 * 24 * 3600))
            try await teller.check(.hears("olga", .direct, "nobody answers.*Swift Guild by Acme: 1 request"))
            let abel = try hall.person("abel")
            try await abel.look(for: .zero)
            let lists = await abel.seen.count { $0.text.contains("Waiting for a decision") }
            #expect(lists == 4)
        }
    }

    @Test("A question that nobody answers is reminded of and lapses, and an invitation ends, each in its time")
    func ends() async throws {
        try await withOpenHall(skipsTime: true) { teller in
            for step in [
                Step("finn", .lobby, .says("!join swift-guild"), .hears("abel", .admin, "#1: @finn", as: "card")),
                Step("abel", .admin, .says("!ask 1 Since when?"), .hears("finn", .direct, "since when")),
                Step(
                    "ada",
                    .admin,
                    .says("!invite swift-guild @fay:SERVER"),
                    .hears("fay", .direct, "invites you to join")
                ),
                Step(
                    "olga",
                    .lobby,
                    .letsPass(days: 8),
                    .hears("finn", .direct, "⏳ Your request #1.*waiting for your answer.*since when")
                ),
                Step(
                    "olga",
                    .lobby,
                    .letsPass(days: 8),
                    .hears("finn", .direct, "#1.*lapsed"),
                    .hears("abel", .admin, "⌛ Lapsed")
                ),
                Step("fay", .direct, .says("accept"), .hears("fay", .direct, "no invitation waits for your answer")),
                Step("ada", .admin, .says("!invite swift-guild"), .hears("ada", .admin, "nobody is invited")),
            ] { try await teller.play(step) }
        }
    }

    /// Whatever day it is when the test runs, it is a business day, and no clock is put forward in it.
    private static func workEveryDay(_ teller: StoryTeller) async throws {
        let form = "!groups edit swift-guild\ntime zone: UTC\nbusiness days: mon, tue, wed, thu, fri, sat, sun"
        try await teller.play(Step("ada", .lobby, .says(form), .hears("ada", .lobby, "Swift Guild")))
    }
}

/// The day on which a test runs.
enum Today {
    /// Such as `20261224`, in UTC.
    static func text(plusDays days: Int) -> String {
        let moment = Date().addingTimeInterval(Double(days) * 86_400)
        return moment.formatted(.iso8601.year().month().day().dateSeparator(.omitted))
    }
}

extension StoryTeller {
    /// Waits for what is to be seen, though nobody has done anything.
    func check(_ expected: Step.Expectation...) async throws {
        for expectation in expected { try await meet(expectation) }
    }
}
