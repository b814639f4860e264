import Groups
import Identifiers
import Testing

/// Goal: a day that people are told of begins and ends with that day where the group is, also when the clocks change.
@Suite("Promised days")
struct PromisedDaysTests {
    /// A moment, days ahead, and the UTC readings at which that day begins and ends.
    struct Case: Sendable, CustomTestStringConvertible {
        var zone = "Europe/Berlin"
        var from: String
        var days: Int
        var begins: String
        var ends: String

        var testDescription: String { "\(days) days after \(from) in \(zone)" }
    }

    static let cases = [
        Case(from: "2026-03-02T13:37", days: 0, begins: "2026-03-01T23:00", ends: "2026-03-02T23:00"),
        Case(from: "2026-03-02T13:37", days: 30, begins: "2026-03-31T22:00", ends: "2026-04-01T22:00"),
        // The day of 23 hours: begun in winter, ended in summer.
        Case(from: "2026-03-28T13:37", days: 1, begins: "2026-03-28T23:00", ends: "2026-03-29T22:00"),
        Case(from: "2026-03-15T22:59", days: 14, begins: "2026-03-28T23:00", ends: "2026-03-29T22:00"),
        Case(from: "2026-03-29T00:30", days: 1, begins: "2026-03-29T22:00", ends: "2026-03-30T22:00"),
        // Late in the evening the day is another one in UTC.
        Case(from: "2026-03-14T23:30", days: 14, begins: "2026-03-28T23:00", ends: "2026-03-29T22:00"),
        // The day of 25 hours.
        Case(from: "2026-10-24T13:37", days: 1, begins: "2026-10-24T22:00", ends: "2026-10-25T23:00"),
        Case(from: "2026-10-11T13:37", days: 14, begins: "2026-10-24T22:00", ends: "2026-10-25T23:00"),
        Case(from: "2026-10-25T00:30", days: 1, begins: "2026-10-25T23:00", ends: "2026-10-26T23:00"),
        Case(from: "2026-09-25T21:59", days: 30, begins: "2026-10-24T22:00", ends: "2026-10-25T23:00"),
        Case(zone: "UTC", from: "2026-02-28T23:59", days: 1, begins: "2026-03-01T00:00", ends: "2026-03-02T00:00"),
        Case(
            zone: "America/New_York",
            from: "2026-03-07T12:00",
            days: 1,
            begins: "2026-03-08T05:00",
            ends: "2026-03-09T04:00"
        ),
        // Where the clocks jump at midnight the day begins at 01:00.
        Case(
            zone: "Asia/Beirut",
            from: "2026-03-28T12:00",
            days: 1,
            begins: "2026-03-28T22:00",
            ends: "2026-03-29T21:00"
        ),
        Case(
            zone: "Asia/Kolkata",
            from: "2026-03-28T18:29",
            days: 0,
            begins: "2026-03-27T18:30",
            ends: "2026-03-28T18:30"
        ),
    ]

    private static func moment(_ text: String) throws -> Timestamp {
        let day = try #require(Day(parsing: text.prefix(10)))
        let parts = text.dropFirst(11).split(separator: ":").compactMap { Int($0) }
        return Zone.utc.moment(LocalTime(day, minute: parts[0] * 60 + parts[1]))
    }

    @Test("A day begins with its first moment and ends with its last, however long it is", arguments: cases)
    func days(_ sample: Case) throws {
        let zone = TestZone.named(sample.zone)
        #expect(zone.name == sample.zone)
        let from = try Self.moment(sample.from)
        #expect(try zone.startOfDay(sample.days, after: from) == Self.moment(sample.begins))
        #expect(try zone.endOfDay(sample.days, after: from) == Self.moment(sample.ends))
    }

    @Test("Whoever was refused may ask from the first moment of the day that they were told", arguments: cases)
    func refusals(_ sample: Case) throws {
        let zone = TestZone.named(sample.zone)
        let at = try Self.moment(sample.from)
        let mayAskAt = Self.guild(reapply: 365)
            .mayAskAgain(after: PastRefusal(at: at, againDays: sample.days), in: zone)
        #expect(try mayAskAt == (sample.days == 0 ? at : Self.moment(sample.begins)))
    }

    @Test("Questions and invitations hold to the end of their last day", arguments: ["2026-03-15", "2026-10-11"])
    func terms(_ day: String) throws {
        let zone = TestZone.named("Europe/Berlin")
        let at = try Self.moment("\(day)T09:00")
        let decider = Decider(person: Self.ada, isAdministrator: true)
        let guild = Self.guild(reapply: 30)
        let last = zone.end(of: zone.local(at).day.advanced(by: 14))
        let request = JoinRequest(
            id: RequestID(rawValue: 1),
            group: guild.id,
            person: Self.finn,
            message: "",
            askedAt: at,
            dueAt: at
        )
        #expect(try request.ask("Why?", by: decider, after: 0, in: zone, at: at).lapsesAt == last)
        let invitee = Invitee(
            person: Person(id: Self.finn, isFreelancer: true),
            standing: .stranger,
            ban: nil,
            invitation: nil
        )
        let id = InvitationID(rawValue: 1)
        let sent = try guild.invite(invitee, by: decider, saying: "", numbered: id, open: 0, in: zone, at: at)
        #expect(sent.endsAt == last)
        #expect(sent.isOpen(at: Timestamp(rawValue: last.rawValue - 1)) && !sent.isOpen(at: last))
    }

    @Test("What a group changes later never lengthens a promised wait, and shortens it")
    func promises() throws {
        let zone = TestZone.named("Europe/Berlin")
        let at = try Self.moment("2026-03-02T13:37")
        func wait(promised: String?, again: Int? = nil, reapply: Int) throws -> Timestamp {
            let refusal = PastRefusal(at: at, againDays: again, mayAskAt: try promised.map(Self.moment))
            return Self.guild(reapply: reapply).mayAskAgain(after: refusal, in: zone)
        }
        let promised = "2026-03-31T22:00"
        #expect(try wait(promised: promised, reapply: 365) == Self.moment(promised))
        #expect(try wait(promised: promised, reapply: 30) == Self.moment(promised))
        #expect(try wait(promised: promised, reapply: 7) == Self.moment("2026-03-08T23:00"))
        #expect(try wait(promised: promised, reapply: 0) == at)
        // A day of its own stands, whatever the group has others wait.
        #expect(try wait(promised: promised, again: 30, reapply: 7) == Self.moment(promised))
        #expect(try wait(promised: nil, reapply: 7) == Self.moment("2026-03-08T23:00"))
    }

    private static let ada = UserID(rawValue: "@ada:example.org")
    private static let finn = UserID(rawValue: "@finn:example.org")

    private static func guild(reapply: Int) -> Group {
        Group(
            id: GroupID(rawValue: 1),
            handle: "swift-guild",
            name: "Swift Guild",
            sponsor: Sponsor(id: SponsorID(rawValue: 1), name: "Acme"),
            calendar: .init(zone: "Europe/Berlin", workingDays: [.monday]),
            reapplyDays: reapply
        )
    }
}
