import Groups
import Identifiers
import Testing

private let cleo = UserID(rawValue: "@cleo:example.org")
private let day: Int64 = 86_400_000
/// Midnight of 2026-03-02.
private let monday = Timestamp(rawValue: 20_514 * day)

@Suite("How a job lives")
struct JobLifeTests {
    private func job(_ state: Job.State = .open(since: monday), deadline: Day? = nil) -> Job {
        var job = Job(id: JobID(rawValue: 7), client: cleo, title: "Timetable", draftedAt: monday, state: state)
        job.terms.deadline = deadline
        return job
    }

    private func later(_ days: Int64, minus milliseconds: Int64 = 0) -> Timestamp {
        Timestamp(rawValue: monday.rawValue + days * day - milliseconds)
    }

    @Test("Without a deadline it has 30 days, with a warning five days before; with one, the whole of that day")
    func life() throws {
        let life = job().life(from: monday, in: .utc)
        #expect(life.expiresAt == later(30) && life.nextAt == later(25) && !life.isWarned)
        let deadline = job(deadline: Day(parsing: "2026-03-12"))
        #expect(deadline.life(from: monday, in: .utc).expiresAt == later(11))
        #expect(deadline.life(from: monday, in: .utc).nextAt == later(6))
        let berlin = Zone(name: "Europe/Berlin") { _ in 3600 }
        #expect(deadline.life(from: monday, in: berlin).expiresAt == later(11, minus: 3_600_000))
    }

    @Test("Whoever posts a job with a deadline in three days needs no warning of it")
    func near() {
        let life = job(deadline: Day(parsing: "2026-03-04")).life(from: monday, in: .utc)
        #expect(life.isWarned && life.nextAt == life.expiresAt)
    }

    @Test("Responses are taken to the last millisecond, whether or not somebody has closed the job")
    func responses() {
        var open = job()
        open.life = open.life(from: monday, in: .utc)
        #expect(open.takesResponses(at: later(30, minus: 1)))
        #expect(!open.takesResponses(at: later(30)))
        let someone = Person(id: UserID(rawValue: "@finn:example.org"), isFreelancer: true)
        #expect(throws: Refusal.job(.closed(open))) {
            try open.checkRespondent(someone, insteadOf: nil, at: later(30))
        }
    }

    @Test("A closed job can be opened again for 30 days, not with a deadline that is over, nor once it was taken away")
    func reopening() throws {
        var closed = job(.closed(openedAt: monday, at: later(1)))
        closed.outcome = .hired
        func reopen(_ at: Timestamp, _ job: Job) throws -> Change {
            try job.reopen(by: cleo, openJobs: 0, reports: 0, at: at, in: .utc)
        }
        let change = Change.job(.reopened(closed.id, closed.life(from: later(31), in: .utc), deadline: nil))
        #expect(try reopen(later(31), closed) == change)
        let late = Timestamp(rawValue: later(31).rawValue + 1)
        #expect(throws: Refusal.job(.closedLongAgo(closed))) { try reopen(late, closed) }
        #expect(throws: Refusal.job(.tooManyOpenJobs(20))) {
            try closed.reopen(by: cleo, openJobs: 20, reports: 0, at: later(2), in: .utc)
        }
        closed.terms.deadline = Day(parsing: "2026-03-03")
        #expect(throws: Refusal.job(.deadlineOver(closed))) { try reopen(later(2), closed) }
        #expect(throws: Never.self) { try reopen(later(2, minus: 1), closed) }
        closed.outcome = .removed
        #expect(throws: Refusal.job(.removed(closed))) { try reopen(later(1), closed) }
    }

    @Test("A job is announced anew once a day, and one with a deadline is not kept")
    func bumping() throws {
        var open = job()
        #expect(throws: Refusal.job(.bumpedLately(open, mayBumpAt: later(1)))) {
            try open.bump(by: cleo, at: later(1, minus: 1), in: .utc)
        }
        #expect(throws: Never.self) { try open.bump(by: cleo, at: later(1), in: .utc) }
        open.bumpedAt = later(1)
        #expect(throws: Refusal.job(.bumpedLately(open, mayBumpAt: later(2)))) {
            try open.bump(by: cleo, at: later(1), in: .utc)
        }
        let deadline = job(deadline: Day(parsing: "2026-03-12"))
        #expect(throws: Refusal.job(.hasDeadline(deadline))) { try deadline.keep(by: cleo, at: monday, in: .utc) }
    }

    @Test(
        "What is nearly the same is told from what is not",
        arguments: [
            ("Ferry line timetable", "Departures and delays", "Timetable, ferry line", "Departures, delays", true),
            ("Timetable for a ferry line", "", "timetable for a FERRY line!", "", true),
            ("Timetable for a ferry line", "", "Timetable for a bus line", "", false),
            ("Logo", "A ship, in blue", "Logo", "For a bakery that opens in May, with bread and a sun", false),
            ("Logo for Acme", "", "Website for Acme", "", false),
        ]
    )
    func twins(_ title: String, _ about: String, _ other: String, _ otherAbout: String, _ isTwin: Bool) {
        var (left, right) = (job(), job())
        (left.title, left.about, right.title, right.about) = (title, about, other, otherAbout)
        #expect(left.resembles(right) == isTwin && right.resembles(left) == isTwin)
    }

    @Test("Those who responded hear of money, dates, places and groups, not of words")
    func changes() throws {
        var new = job()
        new.title = "Another"
        new.terms.people = 2
        #expect(new.changes(since: job()) == [.title, .people])
        let heard = new.changes(since: job()).filter(\.mattersForResponses)
        #expect(heard.isEmpty)
        new.terms.pay = try Pay.reading("5 EUR")
        new.wanted.groups = [GroupID(rawValue: 1)]
        #expect(new.changes(since: job()) == [.title, .people, .budget, .groups])
        #expect(job().changes(since: job()) == [])
    }
}
