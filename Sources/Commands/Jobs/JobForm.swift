import Groups

/// The form by which a job is described.
enum JobForm {
    /// The field's name is part of how jobs have always been posted for a group.
    static let wantedField = "Request specific skills or groups"

    static let fields = [
        FormField("title", limitBytes: 480),
        FormField(wantedField, aliases: ["request"], limitBytes: 2000, labels: ["group", "skill"]),
        FormField("budget", limitBytes: Job.budgetBytesAtMost),
        FormField("about", limitBytes: Job.aboutBytesAtMost, isProse: true),
    ]

    /// Takes over what a form says about a job; all that is wrong with it is added to `mistakes`.
    ///
    /// - Returns: skills that may be a slip, for the client to look at.
    static func fill(
        _ job: inout Job,
        from form: Form,
        besides preset: Group?,
        _ board: some Board,
        _ mistakes: inout [FormMistake]
    ) throws -> [NewSkill] {
        mistakes += form.problems.map(FormMistake.grammar)
        job.title = title(form, &mistakes)
        if let about = form["about"] { job.about = about }
        if let budget = form["budget"] { job.budget = oneLine(budget) }
        var reading = WantedReading()
        if let preset { reading.add(preset) }
        if let wanted = form[wantedField] { try reading.read(wanted, board) }
        job.wanted = reading.wanted
        mistakes += reading.finished()
        return reading.newSkills
    }

    private static func title(_ form: Form, _ mistakes: inout [FormMistake]) -> String {
        guard let written = form["title"] else {
            mistakes.append(.missing("title"))
            return ""
        }
        let title = oneLine(written)
        let isTooLong = form.problems.contains { if case .tooLong("title", _, _) = $0 { true } else { false } }
        // Signs without a letter among them, or without width, say nothing.
        let says = title.contains { $0.isLetter || $0.isNumber }
        if !isTooLong, !says || !Job.titleCharacters.contains(title.count) {
            mistakes.append(.length("title", Job.titleCharacters))
        }
        return title
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
