import Groups
import Identifiers

/// `!postjob [group]` with a form: offer work, for a group or for everybody.
///
/// It is posted once its client has seen how it will look.
struct PostJob: Command {
    static let usage = Usage(
        name: "postjob",
        parameters: "[group] [--guided] [--check] [--anyway]",
        summary: "Post a job for all freelancers; those in the groups that you name are preferred.",
        example: """
            postjob
            title: Timetable for a ferry line
            Request specific skills or groups: swift-guild, sqlite
            budget: 5000 EUR
            about: Departures, delays, and a page to enter them
            """,
        section: .jobs,
        fields: JobForm.fields
    )

    let isCheck: Bool
    /// Whether it is to be asked for one question at a time, wherever this is said.
    let isGuided: Bool
    /// Whether it is meant although it is nearly another one.
    let isAnyway: Bool
    let group: GroupReference?
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        isGuided = text.words.option("--guided")
        isAnyway = text.words.option("--anyway")
        group = text.words.isAtEnd ? nil : try GroupReference(&text.words)
        form = text.form
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard !form.isEmpty else { return try withoutForm(call, board) }
        var mistakes: [FormMistake] = []
        var preset: Group?
        do {
            preset = try resolved(call, board)
        } catch let refusal as Refusal {
            mistakes.append(.refusal(refusal))
        }
        var job = Job(id: try board.nextJobID(), client: call.sender, title: "", draftedAt: call.receivedAt)
        let newSkills = try JobForm.fill(
            &job,
            from: form,
            besides: preset,
            today: board.hallZone.local(call.receivedAt).day,
            board,
            &mistakes
        )
        guard mistakes.isEmpty else {
            return .answer(FoundingSaying.mistakes(mistakes, of: Self.usage))
        }
        if !isAnyway, let twin = try Self.twin(of: job, call, board) {
            let mayBump = twin.mayBump(at: call.receivedAt)
            return .answer(JobLifeSaying.nearlyTheSame(twin, mayBump: mayBump, isGuided: false))
        }
        guard !isCheck else { return .answer(JobSaying.checked(try Self.sight(of: job, newSkills, board))) }
        return try Self.preview(job, newSkills, call, board)
    }

    /// An open job of the same client that is nearly this one, posted or announced anew within the last days.
    static func twin(of job: Job, _ call: Call, _ board: some Board) throws -> Job? {
        try board.openJobs(of: job.client, limit: Job.openAtMost).first { other in
            other.isRecent(at: call.receivedAt) && other.resembles(job)
        }
    }

    /// How the job would look, and in how many rooms.
    static func sight(of job: Job, _ newSkills: [NewSkill], _ board: some Board) throws -> JobSaying.Sight {
        var sight = JobSaying.Sight(card: try JobCard(job, board), newSkills: newSkills)
        sight.rooms = try board.jobsRooms(for: job.wanted.groups, limit: Announcements.roomsAtMost).count
        return sight
    }

    /// Shows a job to its client, for whose word it waits.
    ///
    /// What was hidden is not posted again in the same words before an operator has looked at it.
    static func preview(_ job: Job, _ newSkills: [NewSkill], _ call: Call, _ board: some Board) throws -> Decision {
        if let held = try board.heldJobs(of: call.sender, limit: Job.openAtMost).first(where: { $0.resembles(job) }) {
            throw Refusal.job(.held(held))
        }
        let drafts = try board.drafts(of: call.sender, limit: Job.draftsAtMost)
        let expired = drafts.filter { $0.isExpiredDraft(at: call.receivedAt) }
        let waiting = drafts.filter { !$0.isExpiredDraft(at: call.receivedAt) }
        let drafted = try job.draft(
            besides: waiting.map(\.id),
            openJobs: board.openJobCount(of: call.sender),
            in: call.event
        )
        let subject = Subject.draft(job.id)
        return Decision(
            changes: expired.map { .job(.draftDropped($0.id)) } + [drafted]
                + (try GuidedForms.over(call.sender, board) { if case .posting = $0 { true } else { false } }),
            outgoing: [
                Outgoing(.answer(JobSaying.preview(try sight(of: job, newSkills, board))), subject: subject),
                Outgoing(
                    .offer(reactions: [DraftReply.post, DraftReply.drop], subject: subject),
                    key: "offer/job/\(job.key)",
                    urgency: .chatter
                ),
            ] + expired.map { DraftReply.settled($0, .draftExpired($0)) }
        )
    }

    /// Without a form: the questions one at a time, or among others the form to copy.
    private func withoutForm(_ call: Call, _ board: some Board) throws -> Decision {
        var group: Group?
        do {
            group = try resolved(call, board)
            try group?.checkTakesJobs()
        } catch Refusal.directory(.noSuchGroup(_, near: let near))
            where near.isEmpty && self.group?.text.contains(" ") == true
        {
            // “postjob need a logo by friday” names no group at all.
        }
        guard isGuided || call.place == .direct else { return .answer(JobSaying.howToPost(group)) }
        return try GuidedForms.begin(.posting(group?.id), call, board)
    }

    private func resolved(_ call: Call, _ board: some Board) throws -> Group? {
        guard let (group, rest) = try group?.resolve(for: call.sender, board) else { return nil }
        guard rest.isEmpty else { throw UsageError.unexpected(rest) }
        return group
    }
}
