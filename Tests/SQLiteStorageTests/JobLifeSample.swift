import Groups
import Identifiers
import Testing

@testable import SQLiteStorage

/// What Samples/jobs-2.sql says.
enum JobLifeSample {
    static func expect(_ board: StoredBoard) throws {
        let open = try #require(try board.job(writtenIn: EventID(rawValue: "$posting")))
        #expect(open.id == JobID(rawValue: 70))
        let pay = Pay(.hourly, low: 6000, high: 8000, in: try #require(Currency(code: "EUR")))
        let terms = Job.Terms(
            pay: pay,
            place: Job.Place(text: "remote"),
            start: .soon,
            length: "3 months",
            deadline: Day(number: 19_700),
            people: 2,
            isClientHidden: true
        )
        #expect(open.terms == terms && open.wanted.needsAll)
        #expect(open.life == Job.Life(expiresAt: Timestamp(rawValue: 1_702_166_400_000)))
        #expect(open.editedAt == Timestamp(rawValue: 1_699_970_000_000))
        #expect(open.bumpedAt == Timestamp(rawValue: 1_699_980_000_000))
        let closed = try #require(try board.job(JobID(rawValue: 71)))
        #expect(closed.outcome == .filled && closed.life == nil && closed.terms.budget == "to be discussed")
        let rounds = try board.jobRoundsDue(by: Timestamp(rawValue: 1_700_000_000_000), limit: 9)
        #expect(rounds.map(\.news) == [.changed([.budget, .start]), .closed])
        #expect(rounds.map(\.after) == [finn, nil] && rounds.map(\.number) == [1, 2])
    }

    /// What Samples/responses-1.sql says.
    static func expectResponses(_ board: StoredBoard) throws {
        let job = JobID(rawValue: 70)
        let read = try board.responses(to: job, ResponseQuery(order: .coming), limit: 9)
        #expect(read.map(\.state) == [.shortlisted, .hired] && read.map(\.reason) == ["", "Come"])
        let first = try #require(read.first)
        #expect(first.links == ["https://a.example", "https://b.example"])
        #expect(first.availability == "from April" && first.note == "Knows the harbour")
        #expect(try board.responses(to: job, ResponseQuery(words: ["harbour"]), limit: 9) == [first])
        #expect(try board.responses(to: job, ResponseQuery(state: .hired), limit: 9).count == 1)
        #expect(try board.hiredCount(for: job) == 1)
        #expect(try board.respondents(to: job, after: nil, limit: 9).map(\.state) == [.shortlisted, .hired])
        let fay = UserID(rawValue: "@fay:example.org")
        #expect(try board.responses(of: fay, after: nil, limit: 9).first?.state == .withdrawn)
    }

    /// What Samples/guided-forms-1.sql says.
    static func expectGuidedForms(_ board: StoredBoard) throws {
        let cleo = try #require(try board.guidedForm(of: UserID(rawValue: "@cleo:example.org")))
        #expect(cleo.purpose == .posting(GroupID(rawValue: 1)) && cleo.asking == "about")
        #expect(cleo.answers == [.init(field: "title", content: "Timetable", event: EventID(rawValue: "$title"))])
        let fay = try #require(try board.guidedForm(of: UserID(rawValue: "@fay:example.org")))
        #expect(fay.purpose == .responding(JobID(rawValue: 1)) && fay.asking == nil)
        #expect(fay.answers.map(\.isSkipped) == [false, true])
        #expect(try board.guidedFormsDue(by: Timestamp(rawValue: 1_700_600_000_000), limit: 9).count == 2)
    }

    /// What Samples/reports-1.sql says.
    static func expectReports(_ board: StoredBoard) throws {
        let job = JobID(rawValue: 72)
        #expect(try board.job(job)?.state == .held(openedAt: moment(1_699_900_000_000), at: moment(1_699_990_000_000)))
        #expect(try board.reports(on: job, limit: 9).map(\.reason) == ["A fee", ""])
        #expect(try board.reportedJobs(after: nil, limit: 9) == [job])
        let fay = try board.reportStanding(
            of: UserID(rawValue: "@fay:example.org"),
            to: job,
            at: moment(1_699_990_000_000)
        )
        #expect(fay == ReportStanding(hasReported: true, open: 2, lately: 1))
    }

    /// What Samples/ranking-1.sql says.
    static func expectRanking(_ board: StoredBoard) throws {
        let read = try board.responses(to: JobID(rawValue: 70), ResponseQuery(), limit: 9)
        #expect(read.map(\.person.localpart) == ["gus", "finn"] && read.map(\.testsHeld) == [1, 0])
    }

    /// What Samples/finding-1.sql says.
    static func expectFinding(_ board: StoredBoard) throws {
        let gus = UserID(rawValue: "@gus:example.org")
        #expect(try board.person(gus).isFindable && board.person(gus).availability == .atOnce)
        #expect(try board.people(for: PersonQuery(words: ["harbours"]), limit: 9) == PersonMatches(people: [gus]))
        let standing = try board.jobInvitationStanding(of: gus, to: JobID(rawValue: 70), at: moment(1_700_000_000_000))
        #expect(standing == JobInvitationStanding(hasResponded: true, isInvited: true, sent: 1, received: 1))
    }

    private static func moment(_ milliseconds: Int64) -> Timestamp { Timestamp(rawValue: milliseconds) }
}
