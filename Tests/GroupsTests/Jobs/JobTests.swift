import Groups
import Identifiers
import Testing

private let cleo = UserID(rawValue: "@cleo:example.org")
private let finn = UserID(rawValue: "@finn:example.org")
private let drafted = Timestamp(rawValue: 1_000_000)
private let soon = Timestamp(rawValue: 2_000_000)
private let late = Timestamp(rawValue: 1_000_000 + Job.draftMilliseconds)
private let number = JobID(rawValue: 7)
private let form = EventID(rawValue: "$form")

private func job(_ state: Job.State, responses: Int = 0) -> Job {
    Job(id: number, client: cleo, title: "Timetable", draftedAt: drafted, state: state, responseCount: responses)
}

private let open = Job.State.open(since: drafted)
private let closed = Job.State.closed(openedAt: drafted, at: soon)

/// What somebody may try with a job.
enum JobAttempt: String, CaseIterable, Sendable {
    case confirm, cancel, close, read, respond, keep, reopen, bump, edit
}

/// One row of the table: who tries what, with a job in which state, and what comes of it.
struct Trial: Sendable, CustomTestStringConvertible {
    var state: Job.State
    var person: UserID
    var attempt: JobAttempt
    var outcome: String

    init(_ state: Job.State, _ person: UserID, _ attempt: JobAttempt, _ outcome: String) {
        self.state = state
        self.person = person
        self.attempt = attempt
        self.outcome = outcome
    }

    var testDescription: String { "\(person) \(attempt)s a job that is \(state): \(outcome)" }

    /// The change that comes of it, or the refusal, in one word.
    func played(at now: Timestamp = soon) -> String {
        let job = job(state)
        do throws(Refusal) {
            switch attempt {
            case .confirm: return word(try job.confirm(by: person, openJobs: 0, posted: 0, at: now, in: .utc))
            case .cancel: return word(try job.cancel(by: person, at: now))
            case .close: return word(try job.close(by: person, as: .hired, at: now))
            case .keep: return word(try job.keep(by: person, at: now, in: .utc))
            case .reopen: return word(try job.reopen(by: person, openJobs: 0, reports: 0, at: now, in: .utc))
            case .bump: return word(try job.bump(by: person, at: now, in: .utc))
            case .edit:
                try job.checkEditor(person, at: now)
                return "edited"
            case .read:
                try job.checkReader(person)
                return "read"
            case .respond:
                let someone = Person(id: person, isFreelancer: true)
                _ = try job.response(by: someone, saying: "Me", price: "", insteadOf: nil, memberships: [], at: now)
                return "responded"
            }
        } catch {
            return word(error)
        }
    }

    private func word(_ change: Change) -> String {
        guard case .job(let change) = change else { return "another" }
        return String("\(change)".prefix { $0 != "(" })
    }

    private func word(_ refusal: Refusal) -> String {
        guard case .job(let refusal) = refusal else { return "another" }
        return String("\(refusal)".prefix { $0 != "(" })
    }
}

@Suite("What may happen to a job")
struct JobTests {
    @Test(
        "Each state lets the client and others do just this",
        arguments: [
            Trial(.draft, cleo, .confirm, "opened"), Trial(.draft, finn, .confirm, "noSuchDraft"),
            Trial(open, cleo, .confirm, "alreadyPosted"), Trial(open, finn, .confirm, "noSuchDraft"),
            Trial(closed, cleo, .confirm, "closed"), Trial(closed, finn, .confirm, "noSuchDraft"),
            Trial(.draft, cleo, .cancel, "draftDropped"), Trial(.draft, finn, .cancel, "noSuchDraft"),
            Trial(open, cleo, .cancel, "alreadyPosted"), Trial(open, finn, .cancel, "noSuchDraft"),
            Trial(closed, cleo, .cancel, "closed"), Trial(closed, finn, .cancel, "noSuchDraft"),
            Trial(.draft, cleo, .close, "onlyPreview"), Trial(.draft, finn, .close, "noSuchJob"),
            Trial(open, cleo, .close, "closed"), Trial(open, finn, .close, "notYourJob"),
            Trial(closed, cleo, .close, "closed"), Trial(closed, finn, .close, "notYourJob"),
            Trial(.draft, cleo, .keep, "onlyPreview"), Trial(.draft, finn, .keep, "noSuchJob"),
            Trial(open, cleo, .keep, "kept"), Trial(open, finn, .keep, "notYourJob"),
            Trial(closed, cleo, .keep, "closed"), Trial(closed, finn, .keep, "notYourJob"),
            Trial(.draft, cleo, .reopen, "onlyPreview"), Trial(.draft, finn, .reopen, "noSuchJob"),
            Trial(open, cleo, .reopen, "isOpen"), Trial(open, finn, .reopen, "notYourJob"),
            Trial(closed, cleo, .reopen, "reopened"), Trial(closed, finn, .reopen, "notYourJob"),
            Trial(.draft, cleo, .bump, "onlyPreview"), Trial(.draft, finn, .bump, "noSuchJob"),
            Trial(open, cleo, .bump, "bumpedLately"), Trial(open, finn, .bump, "notYourJob"),
            Trial(closed, cleo, .bump, "closed"), Trial(closed, finn, .bump, "notYourJob"),
            Trial(.draft, cleo, .edit, "edited"), Trial(.draft, finn, .edit, "noSuchJob"),
            Trial(open, cleo, .edit, "edited"), Trial(open, finn, .edit, "notYourJob"),
            Trial(closed, cleo, .edit, "closed"), Trial(closed, finn, .edit, "notYourJob"),
            Trial(.draft, cleo, .read, "onlyPreview"), Trial(.draft, finn, .read, "noSuchJob"),
            Trial(open, cleo, .read, "read"), Trial(open, finn, .read, "notYourJob"),
            Trial(closed, cleo, .read, "read"), Trial(closed, finn, .read, "notYourJob"),
            Trial(.draft, cleo, .respond, "onlyPreview"), Trial(.draft, finn, .respond, "noSuchJob"),
            Trial(open, cleo, .respond, "ownJob"), Trial(open, finn, .respond, "responded"),
            Trial(closed, cleo, .respond, "ownJob"), Trial(closed, finn, .respond, "closed"),
        ]
    )
    func table(_ trial: Trial) {
        #expect(trial.played() == trial.outcome)
    }

    @Test("A closed job is closed once: the second time is refused, not done again")
    func closedOnce() {
        #expect(throws: Refusal.job(.closed(job(closed)))) { try job(closed).close(by: cleo, as: .hired, at: soon) }
    }

    @Test("A preview waits for three hours to the millisecond")
    func expiry() {
        let last = Timestamp(rawValue: late.rawValue - 1)
        #expect(Trial(.draft, cleo, .confirm, "").played(at: last) == "opened")
        #expect(Trial(.draft, cleo, .confirm, "").played(at: late) == "draftExpired")
        #expect(Trial(.draft, cleo, .cancel, "").played(at: late) == "draftExpired")
        #expect(Trial(.draft, finn, .confirm, "").played(at: late) == "noSuchDraft")
    }

    @Test("Nobody but its client sees a preview, and not even they once its time is up")
    func visibility() {
        #expect(job(.draft).isVisible(to: cleo, at: soon))
        #expect(!job(.draft).isVisible(to: finn, at: soon))
        #expect(!job(.draft).isVisible(to: cleo, at: late))
        #expect(job(open).isVisible(to: finn, at: late))
        #expect(job(closed).isVisible(to: finn, at: late))
    }

    @Test("Five previews wait, the sixth is refused", arguments: [(4, true), (5, false), (6, false)])
    func drafts(_ waiting: Int, _ isKept: Bool) {
        let ids = (0..<waiting).map { JobID(rawValue: Int64($0)) }
        let change = try? job(.draft).draft(besides: ids, openJobs: 0, in: form)
        #expect(change == (isKept ? .job(.drafted(job(.draft), in: form)) : nil))
    }

    @Test(
        "Twenty jobs are open, the next is refused when drafted and when confirmed",
        arguments: [(19, true), (20, false)]
    )
    func openJobs(_ count: Int, _ isAllowed: Bool) {
        #expect(((try? job(.draft).draft(besides: [], openJobs: count, in: form)) != nil) == isAllowed)
        #expect(
            ((try? job(.draft).confirm(by: cleo, openJobs: count, posted: 0, at: soon, in: .utc)) != nil) == isAllowed
        )
    }
}

@Suite("Responding to a job")
struct ResponseTests {
    private let someone = Person(id: finn, isFreelancer: true)

    private func response(
        to job: Job,
        by person: Person,
        _ pitch: String = "Me",
        insteadOf earlier: Response? = nil,
        at now: Timestamp = soon
    ) throws(Refusal) -> Response {
        try job.response(by: person, saying: pitch, price: "", insteadOf: earlier, memberships: [], at: now)
    }

    @Test("Only freelancers respond, with no group at all")
    func freelancers() throws {
        #expect(throws: Refusal.job(.freelancersOnly(job(open)))) { try response(to: job(open), by: Person(id: finn)) }
        #expect(try response(to: job(open), by: someone).memberships.isEmpty)
    }

    @Test("A second response keeps the moment of the first, and counts")
    func second() throws {
        let first = try response(to: job(open), by: someone, at: drafted)
        let second = try response(to: job(open), by: someone, "Still me", insteadOf: first)
        #expect(first.revision == 1 && first.changedAt == nil)
        #expect(second.at == drafted && second.changedAt == soon)
        #expect(second.revision == 2 && second.pitch == "Still me")
    }

    @Test("A job that has all the responses it can take still lets a respondent change theirs")
    func full() throws {
        let full = job(open, responses: Job.responsesAtMost)
        #expect(throws: Refusal.job(.tooManyResponses(Job.responsesAtMost))) { try response(to: full, by: someone) }
        let first = Response(job: number, person: finn, pitch: "Me", at: drafted)
        #expect(try response(to: full, by: someone, insteadOf: first).revision == 2)
    }
}
