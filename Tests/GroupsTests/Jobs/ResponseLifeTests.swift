import Groups
import Identifiers
import Testing

private let cleo = UserID(rawValue: "@cleo:example.org")
private let finn = UserID(rawValue: "@finn:example.org")
private let then = Timestamp(rawValue: 1_000_000)
private let now = Timestamp(rawValue: 2_000_000)

@Suite("What becomes of a response")
struct ResponseLifeTests {
    private func job(_ state: Job.State = .open(since: then)) -> Job {
        Job(id: JobID(rawValue: 7), client: cleo, title: "Timetable", draftedAt: then, state: state)
    }

    private func response(_ state: Response.State) -> Response {
        Response(job: JobID(rawValue: 7), person: finn, pitch: "Me", state: state, at: then)
    }

    /// What comes of it, in one word.
    private func word(_ decide: () throws(Refusal) -> Change) -> String {
        do throws(Refusal) {
            guard case .job(.responseDecided(let decision)) = try decide() else { return "another" }
            return decision.state.rawValue
        } catch {
            return word(error)
        }
    }

    private func word(_ error: Refusal) -> String {
        switch error {
        case .job(.response(let refusal, _)): String("\(refusal)".prefix { $0 != "(" })
        case .job(let refusal): String("\(refusal)".prefix { $0 != "(" })
        default: "another"
        }
    }

    /// By the state that the response is in; the columns are shortlisting, hiring, declining, taking off the shortlist, and
    /// its author's withdrawing and changing it.
    @Test(
        "Each state lets the client and its author do just this",
        arguments: [
            (Response.State.sent, ["shortlisted", "hired", "declined", "isSo", "withdrawn", "sent"]),
            (.shortlisted, ["isSo", "hired", "declined", "sent", "withdrawn", "shortlisted"]),
            (.declined, ["shortlisted", "hired", "isSo", "sent", "decided", "decided"]),
            (
                .hired,
                ["alreadyHired", "alreadyHired", "alreadyHired", "alreadyHired", "decided", "decided"]
            ),
            (
                .withdrawn,
                [
                    "withdrawn", "withdrawn", "withdrawn", "withdrawn",
                    "nothingToWithdraw", "sent",
                ]
            ),
        ]
    )
    func table(_ state: Response.State, _ expected: [String]) {
        var found = [Response.State.shortlisted, .hired, .declined, .sent].map { wanted in
            word { () throws(Refusal) in
                try job().decide(on: response(state), as: wanted, because: "", by: cleo, at: now)
            }
        }
        found.append(word { () throws(Refusal) in try job().withdraw(response(state), because: "", at: now) })
        do throws(Refusal) {
            let someone = Person(id: finn, isFreelancer: true)
            let new = try job().response(
                by: someone,
                saying: "Me again",
                price: "",
                insteadOf: response(state),
                memberships: [],
                at: now
            )
            #expect(new.at == (state == .withdrawn ? now : then))
            found.append(new.state.rawValue)
        } catch {
            found.append(word(error))
        }
        #expect(found == expected)
    }

    @Test("Only the client decides, and only while the job is open")
    func rights() {
        func shortlist(_ job: Job, _ person: UserID) -> String {
            word { () throws(Refusal) in
                try job.decide(on: response(.sent), as: .shortlisted, because: "", by: person, at: now)
            }
        }
        #expect(shortlist(job(), finn) == "notYourJob")
        #expect(shortlist(job(.closed(openedAt: then, at: then)), cleo) == "closed")
        #expect(shortlist(job(.draft), cleo) == "onlyPreview")
        #expect(word { () throws(Refusal) in try job().withdraw(nil, because: "", at: now) } == "nothingToWithdraw")
    }

    @Test("Doing something about a job gives it its whole time anew, but for one with a deadline")
    func activity() {
        var job = job()
        #expect(job.activity(at: now, in: .utc) == [.job(.kept(job.id, job.life(from: now, in: .utc)))])
        job.terms.deadline = Day(parsing: "2026-03-12")
        #expect(job.activity(at: now, in: .utc) == [])
    }
}
