import Groups
import Identifiers

/// `!postjob [group]` with a form: offer work, for a group or for everybody.
///
/// It is posted once its client has seen how it will look.
struct PostJob: Command {
    static let usage = Usage(
        name: "postjob",
        parameters: "[group] [--check]",
        summary: "Post a job for all freelancers; those in the groups that you name are preferred.",
        example: """
            postjob
            title: Timetable for a ferry line
            Request specific skills or groups: swift-guild, sqlite
            budget: about 5,000 EUR
            about: Departures, delays, and a page to enter them
            """,
        section: .jobs,
        fields: JobForm.fields
    )

    let isCheck: Bool
    let group: GroupReference?
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        group = text.words.isAtEnd ? nil : try GroupReference(&text.words)
        form = text.form
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard !form.isEmpty else { return try howToPost(board) }
        var mistakes: [FormMistake] = []
        var preset: Group?
        do {
            preset = try resolved(board)
        } catch let refusal as Refusal {
            mistakes.append(.refusal(refusal))
        }
        var job = Job(id: try board.nextJobID(), client: call.sender, title: "", draftedAt: call.receivedAt)
        let newSkills = try JobForm.fill(&job, from: form, besides: preset, board, &mistakes)
        guard mistakes.isEmpty else {
            return .answer(FoundingSaying.mistakes(mistakes, of: Self.usage))
        }
        var sight = JobSaying.Sight(card: try JobCard(job, board), newSkills: newSkills)
        sight.rooms = try board.jobsRooms(for: job.wanted.groups, limit: Announcements.roomsAtMost).count
        guard !isCheck else { return .answer(JobSaying.checked(sight)) }
        return try preview(sight, call, board)
    }

    private func preview(_ sight: JobSaying.Sight, _ call: Call, _ board: some Board) throws -> Decision {
        let card = sight.card
        let drafts = try board.drafts(of: call.sender, limit: Job.draftsAtMost)
        let expired = drafts.filter { $0.isExpiredDraft(at: call.receivedAt) }
        let waiting = drafts.filter { !$0.isExpiredDraft(at: call.receivedAt) }
        let drafted = try card.job.draft(
            besides: waiting.map(\.id),
            openJobs: board.openJobCount(of: call.sender)
        )
        let subject = Subject.draft(card.job.id)
        return Decision(
            changes: expired.map { .job(.draftDropped($0.id)) } + [drafted],
            outgoing: [
                Outgoing(.answer(JobSaying.preview(sight)), subject: subject),
                Outgoing(
                    .offer(reactions: [DraftReply.post, DraftReply.drop], subject: subject),
                    key: "offer/job/\(card.job.key)",
                    urgency: .chatter
                ),
            ] + expired.map { DraftReply.settled($0, .draftExpired($0)) }
        )
    }

    private func howToPost(_ board: some Board) throws -> Decision {
        do {
            return .answer(JobSaying.howToPost(try resolved(board)))
        } catch Refusal.directory(.noSuchGroup(_, near: let near))
            where near.isEmpty && group?.text.contains(" ") == true
        {
            // “postjob need a logo by friday” names no group at all.
            return .answer(JobSaying.howToPost(nil))
        }
    }

    private func resolved(_ board: some Board) throws -> Group? {
        guard let (group, rest) = try group?.resolve(board) else { return nil }
        guard rest.isEmpty else { throw UsageError.unexpected(rest) }
        return group
    }
}
