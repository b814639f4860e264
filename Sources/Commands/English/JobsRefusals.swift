import Groups
import Identifiers

extension JobRefusal {
    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .noSuchJob(let id): "There is no job \(id.rawValue)."
        case .noSuchDraft(let id): "No preview of yours with the number \(id.rawValue) waits to be posted."
        case .draftExpired(let job):
            """
            The preview of \(strong: job.title) waited for three hours and is gone; nothing was posted. Send the form \
            again.
            """
        case .groupGone(let job, let group):
            """
            Nothing was posted: since the preview of \(strong: job.title), \(strong: group.name) was \
            \(words: group.state == .archived ? "archived" : "suspended"), and no job can name it.
            """
        case .alreadyPosted(let job): "Job \(job.id.rawValue), \(strong: job.title), is posted already."
        case .onlyPreview(let job): "Job \(job.id.rawValue), \(strong: job.title), is a preview and not posted yet."
        case .tooManyDrafts(let ids):
            """
            You have \(ids.count) previews waiting, which is as many as one person may have: \
            \(English.list(ids.map { "\($0.rawValue)" })). Post or drop one first.
            """
        case .tooManyOpenJobs(let limit): "You have \(limit) open jobs, which is as many as one person may have."
        case .tooManyPosted(let limit):
            "You have posted \(limit) jobs within a day, which is as many as one person may."
        case .closed(let job):
            if case .closed(_, let at) = job.state {
                """
                Job \(job.id.rawValue), \(strong: job.title), was closed on \
                \(words: EnglishDate.day(at, in: reader.zone)).
                """
            } else {
                "Job \(job.id.rawValue), \(strong: job.title), is closed."
            }
        case .notYourJob(let job):
            job.terms.isClientHidden
                ? "Job \(job.id.rawValue), \(strong: job.title), is not yours: only its client can do that."
                : "Job \(job.id.rawValue), \(strong: job.title), is \(job.client)’s: only its client can do that."
        case .isOpen(let job): "Job \(job.id.rawValue), \(strong: job.title), is open."
        case .removed(let job):
            "Job \(job.id.rawValue), \(strong: job.title), was taken away by the operator, and stays closed."
        case .closedLongAgo(let job):
            "Job \(job.id.rawValue), \(strong: job.title), was closed more than 30 days ago."
        case .hasDeadline(let job), .deadlineOver(let job): deadline(of: job)
        case .bumpedLately(let job, let moment):
            """
            Job \(job.id.rawValue), \(strong: job.title), was announced less than a day ago; it can be announced anew from \
            \(words: EnglishDate.moment(moment, in: reader.zone)).
            """
        case .ownJob(let job):
            "Job \(job.id.rawValue), \(strong: job.title), is your own: nobody responds to their own job."
        case .freelancersOnly(let job):
            """
            Only freelancers respond to jobs, and you have not said that you are one. Job \(job.id.rawValue) is open \
            to every freelancer, in a group or not.
            """
        case .tooManyResponses(let limit): "This job has \(limit) responses, which is as many as it can take."
        case .noResponse(let person, let job): "\(person) has not responded to job \(job.id.rawValue)."
        case .response(let refusal, let job): refusal.line(job)
        case .inviting(let refusal, let job): refusal.line(job)
        case .inTheMiddle, .answering: stillAsking
        case .held, .ownReport, .reportedAlready, .tooManyReports, .notReported: reporting
        }
    }

    /// What is in the way of reporting, or because of it.
    private var reporting: Phrase {
        switch self {
        case .held(let job):
            "Job \(job.id.rawValue) was reported by several people: nobody is shown it until an operator has looked at it."
        case .ownReport(let job):
            "Job \(job.id.rawValue), \(strong: job.title), is your own: you can change or close it yourself."
        case .reportedAlready(let job):
            "You have reported job \(job.id.rawValue), \(strong: job.title), already, and the operators have it."
        case .tooManyReports(let limit):
            "You have reported \(limit) jobs within a day, which is as many as one person may."
        case .notReported(let id): "Nothing that was reported of job \(id.rawValue) waits for you."
        default: ""
        }
    }

    /// A deadline is a promise to those who respond.
    private func deadline(of job: Job) -> Phrase {
        let day = job.terms.deadline.map(EnglishDate.written)
        guard case .hasDeadline = self else {
            return "The deadline of \(strong: job.title), \(words: day ?? ""), is over."
        }
        return """
            Job \(job.id.rawValue), \(strong: job.title), takes responses until \(words: day ?? "its deadline"), as you \
            said: keeping it would not move that.
            """
    }

    /// Words alone with the bot are answers to what is asked there.
    private var stillAsking: Phrase {
        guard case .answering(let group) = self else {
            return """
                I am still asking you, one question at a time, in our direct message, and take your words there as \
                answers: one after the other.
                """
        }
        return "I am still asking you about \(strong: group.name): one after the other, so I have not begun with this."
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .noSuchJob: "See the open ones: \(reader.command("jobs"))"
        case .noSuchDraft, .draftExpired: "Start over: \(reader.command("postjob"))"
        case .groupGone(let job, _):
            """
            Drop it: \(reader.command("postjob cancel \(job.id.rawValue)")) · send the form again without the group: \
            \(reader.command("postjob"))
            """
        case .alreadyPosted(let job): "See it: \(reader.command("job \(job.id.rawValue)"))"
        case .onlyPreview(let job):
            """
            Post it: \(reader.command("postjob confirm \(job.id.rawValue)")) · drop it: \
            \(reader.command("postjob cancel \(job.id.rawValue)"))
            """
        case .tooManyDrafts(let ids): "Drop the oldest: \(reader.command("postjob cancel \(ids.first?.rawValue ?? 0)"))"
        case .tooManyPosted: "Post it tomorrow: send the form again then · see yours: \(reader.command("jobs"))"
        case .tooManyOpenJobs: "Close one you no longer need: \(reader.command("job close <n>"))"
        case .isOpen(let job), .bumpedLately(let job, _): "See it: \(reader.command("job \(job.id.rawValue)"))"
        case .removed, .closedLongAgo: "Post it anew: \(reader.command("postjob"))"
        case .hasDeadline(let job):
            "Change the deadline: \(reader.command("job edit \(job.id.rawValue)")) with a line \(code: "deadline:")"
        case .deadlineOver(let job) where job.state == .draft:
            "Change it: \(reader.command("job edit \(job.id.rawValue)")) with a line \(code: "deadline:")"
        case .deadlineOver(let job):
            """
            Open it again with another deadline: \
            \(reader.command("job reopen \(job.id.rawValue) \(reader.zone.local(reader.now).day.advanced(by: 14))"))
            """
        case .inTheMiddle: "Say there \(code: "continue") for the open question, or \(code: "cancel") to stop"
        case .answering(let group):
            """
            Go on: \(reader.command("join \(group.handle)")) · leave it: say \(code: "cancel") in our direct message
            """
        case .ownReport(let job): "Close it: \(reader.command("job close \(job.id.rawValue)"))"
        case .notReported: "See what does: \(reader.command("reports"))"
        case .closed, .notYourJob, .tooManyResponses, .held, .reportedAlready, .tooManyReports:
            "See the open ones: \(reader.command("jobs"))"
        case .ownJob(let job): "Read the responses: \(reader.command("responses \(job.id.rawValue)"))"
        case .freelancersOnly(let job):
            "Become one: \(reader.command("freelancer")), then \(reader.command("respond \(job.id.rawValue)"))"
        case .response(.decided, let job), .response(.nothingToWithdraw, let job):
            "See the job: \(reader.command("job \(job.id.rawValue)")) · find another one: \(reader.command("jobs"))"
        case .inviting(let refusal, let job): refusal.next(job, reader)
        case .noResponse(_, let job), .response(_, let job):
            "See who has: \(reader.command("responses \(job.id.rawValue)"))"
        }
    }
}
