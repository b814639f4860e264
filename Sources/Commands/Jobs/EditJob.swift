import Groups

/// `!job edit <n>` with a form: change a preview or an open job.
///
/// What the form leaves out stays as it is. Who has responded is told of what matters for a response.
struct EditJob: Command {
    static let usage = Usage(
        name: "job edit",
        parameters: "<n> [--check]",
        summary: "Change your job; those who responded are told when money, dates or groups change.",
        example: "job edit 7\nbudget: 6000-7000 EUR",
        section: .jobs,
        fields: JobForm.fields
    )

    let isCheck: Bool
    let id: JobID
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        id = try text.words.nextJob()
        form = text.form
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let old = try board.visibleJob(id, to: call.sender, at: call.receivedAt)
        try old.checkEditor(call.sender, at: call.receivedAt)
        guard !form.isEmpty else { return .answer(JobLifeSaying.howToEdit(try JobCard(old, board))) }
        var job = old
        var mistakes: [FormMistake] = []
        let newSkills = try JobForm.fill(
            &job,
            from: form,
            besides: nil,
            today: board.hallZone.local(call.receivedAt).day,
            board,
            &mistakes
        )
        guard mistakes.isEmpty else {
            return .answer(FoundingSaying.mistakes(mistakes, of: Self.usage, example: example))
        }
        let fields = job.changes(since: old)
        guard !fields.isEmpty else { return .answer(JobLifeSaying.nothingChanged(old)) }
        let edit = JobLifeSaying.Edit(
            old: try JobCard(old, board),
            new: try JobCard(job, board),
            fields: fields,
            newSkills: newSkills
        )
        guard !isCheck else { return .answer(JobLifeSaying.wouldChange(edit)) }
        return old.state == .draft ? try redraft(edit, call, board) : try change(edit, call, board)
    }

    private func redraft(_ edit: JobLifeSaying.Edit, _ call: Call, _ board: some Board) throws -> Decision {
        let preview = JobSaying.preview(try PostJob.sight(of: edit.new.job, edit.newSkills, board))
        return Decision(
            changes: [.job(.redrafted(edit.new.job))],
            outgoing: [
                Outgoing(.answer(JobLifeSaying.changed(edit))),
                Outgoing(.revise(subject: .draft(id), preview), key: "redrafted/\(call.event)", urgency: .chatter),
            ]
        )
    }

    private func change(_ edit: JobLifeSaying.Edit, _ call: Call, _ board: some Board) throws -> Decision {
        var edit = edit
        let isToldOf = edit.fields.filter(\.mattersForResponses)
        edit.new.job.editedAt = call.receivedAt
        edit.new.job.life = edit.new.job.life(from: call.receivedAt, in: board.hallZone)
        let job = edit.new.job
        var changes: [Change] = [.job(.edited(job, at: call.receivedAt))]
        if !isToldOf.isEmpty, job.responseCount > 0 {
            changes.append(.job(.roundBegan(id, .changed(isToldOf), at: call.receivedAt)))
        }
        let outgoing = [
            Outgoing(.answer(JobLifeSaying.changed(edit))),
            Announcements.revised(edit.new, by: call),
        ]
        // Rooms of groups that are requested only now have not heard of it, and some may still be to hear of it anyway.
        let before = edit.old.job.wanted.groups
        var announcing = Announcements.everywhere(job)
        announcing.groups = job.wanted.groups.filter { !before.contains($0) }
        if let underWay = try board.jobAnnouncing(of: id) {
            announcing.groups.insert(contentsOf: underWay.groups, at: 0)
            announcing.after = underWay.after
            announcing.occasion = underWay.occasion
        }
        return Decision(changes: changes, outgoing: outgoing)
            + (try Announcements.begin(announcing, edit.new, call, board))
    }

    /// The example of the usage, with the number of this job.
    private var example: String {
        "job edit \(id.rawValue)" + Self.usage.example.drop { !$0.isNewline }
    }
}
