import Groups
import Identifiers
import Testing

@Suite("Reports on jobs, and invitations to them")
struct JobReportTests {
    private let client = UserID(rawValue: "@cleo:example.org")
    private let finn = UserID(rawValue: "@finn:example.org")
    private let monday = Timestamp(rawValue: 1_772_442_000_000)

    private func job(_ state: Job.State? = nil) -> Job {
        var job = Job(id: JobID(rawValue: 7), client: client, title: "Earn a fortune", draftedAt: monday)
        job.state = state ?? .open(since: monday)
        if case .open = job.state { job.life = job.life(from: monday, in: .utc) }
        return job
    }

    private var held: Job { job(.held(openedAt: monday, at: monday)) }
    private var closed: Job { job(.closed(openedAt: monday, at: monday)) }

    @Test("The third report holds the job, the first two only stand", arguments: [(0, 1), (1, 1), (2, 2)])
    func third(open: Int, changes: Int) throws {
        let made = try job().report(by: finn, because: "A fee", ReportStanding(open: open), at: monday)
        #expect(made.count == changes)
        #expect((made.last == .held(job().id, at: monday)) == (changes == 2))
    }

    @Test("Nobody reports their own job, one that is not open, one twice, or more than a few a day")
    func refused() {
        func refusal(_ job: Job, by person: UserID, _ standing: ReportStanding) -> Refusal? {
            do throws(Refusal) {
                _ = try job.report(by: person, because: "A fee", standing, at: monday)
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal(job(), by: client, .init()) == .job(.ownReport(job())))
        #expect(refusal(held, by: finn, .init()) == .job(.held(held)))
        #expect(refusal(closed, by: finn, .init()) == .job(.closed(closed)))
        #expect(refusal(job(.draft), by: finn, .init()) == .job(.noSuchJob(job().id)))
        #expect(refusal(job(), by: finn, .init(hasReported: true)) == .job(.reportedAlready(job())))
        #expect(refusal(job(), by: finn, .init(lately: 4)) == nil)
        #expect(refusal(job(), by: finn, .init(lately: 5)) == .job(.tooManyReports(5)))
    }

    @Test("What is held is opened again by an operator, closed by its client, and by nobody else anything")
    func review() throws {
        #expect(
            try held.clear(reports: 3, at: monday, in: .utc)
                == .released(held.id, held.life(from: monday, in: .utc), deadline: nil)
        )
        #expect(try job().clear(reports: 1, at: monday, in: .utc) == .cleared(held.id))
        #expect(throws: Refusal.job(.notReported(held.id))) { try job().clear(reports: 0, at: monday, in: .utc) }
        #expect(try held.remove(because: "A fee", at: monday) == .closed(held.id, .removed, at: monday))
        #expect(throws: Refusal.job(.closed(closed))) { try closed.remove(because: "A fee", at: monday) }
        #expect(
            try held.close(by: client, as: .cancelled, at: monday) == .job(.closed(held.id, .cancelled, at: monday))
        )
        #expect(throws: Refusal.job(.notYourJob(held))) { try held.close(by: finn, as: .cancelled, at: monday) }
        #expect(throws: Refusal.job(.held(held))) {
            try held.reopen(by: client, openJobs: 0, reports: 0, at: monday, in: .utc)
        }
        #expect(throws: Refusal.job(.held(held))) { try held.checkEditor(client, at: monday) }
        #expect(throws: Refusal.job(.held(held))) {
            try held.checkRespondent(Person(id: finn, isFreelancer: true), insteadOf: nil, at: monday)
        }
    }

    @Test("Only who agreed to be found is invited, once, and neither jobs nor people get too many invitations")
    func inviting() throws {
        func refusal(_ person: Person, _ standing: JobInvitationStanding) -> Refusal? {
            do throws(Refusal) {
                _ = try job().invite(person, standing, by: client, at: monday)
                return nil
            } catch {
                return error
            }
        }
        func inviting(_ refusal: JobInvitationRefusal) -> Refusal { .job(.inviting(refusal, job())) }
        var person = Person(id: finn, isFreelancer: true, isFindable: true)
        #expect(refusal(person, .init()) == nil)
        #expect(refusal(person, .init(hasResponded: true)) == inviting(.responded(finn)))
        #expect(refusal(person, .init(isInvited: true)) == inviting(.invited(finn)))
        #expect(refusal(person, .init(sent: 29, received: 9)) == nil)
        #expect(refusal(person, .init(sent: 30)) == inviting(.tooMany(30)))
        #expect(refusal(person, .init(received: 10)) == inviting(.invitedOften(finn)))
        person.availability = .no
        #expect(refusal(person, .init()) == inviting(.notFindable(finn)))
        person = Person(id: finn, isFreelancer: false, isFindable: true)
        #expect(refusal(person, .init()) == inviting(.notFindable(finn)))
        #expect(throws: Refusal.job(.notYourJob(job()))) { try job().invite(person, .init(), by: finn, at: monday) }
        #expect(throws: Refusal.job(.held(held))) { try held.invite(person, .init(), by: client, at: monday) }
    }

    @Test("Nobody posts more than ten jobs within a day", arguments: [(9, true), (10, false)])
    func pace(posted: Int, isAllowed: Bool) {
        let draft = job(.draft)
        let change = try? draft.confirm(by: client, openJobs: 0, posted: posted, at: monday, in: .utc)
        #expect((change != nil) == isAllowed)
    }
}
