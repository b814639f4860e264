import Groups

/// The form by which a job is described.
enum JobForm {
    /// The field's name is part of how jobs have always been posted for a group.
    static let wantedField = "Request specific skills or groups"

    static let fields = [
        FormField("title", limitBytes: 480),
        FormField(wantedField, aliases: ["request"], limitBytes: 2000, labels: ["group", "skill"]),
        FormField("match", limitBytes: 20),
        FormField("budget", aliases: ["pay"], limitBytes: Job.budgetBytesAtMost),
        FormField("place", aliases: ["where", "location"], limitBytes: Job.placeBytesAtMost),
        FormField("start", aliases: ["begin"], limitBytes: 60),
        FormField("length", aliases: ["duration"], limitBytes: Job.lengthBytesAtMost),
        FormField("deadline", aliases: ["respond by"], limitBytes: 60),
        FormField("people", aliases: ["freelancers"], limitBytes: 20),
        FormField("client", limitBytes: 20),
        FormField("about", limitBytes: Job.aboutBytesAtMost, isProse: true),
    ]

    /// Takes over what a form says about a job; all that is wrong with it is added to `mistakes`.
    ///
    /// What the form leaves out stays as it is. `today` is the day in the hall's zone.
    ///
    /// - Returns: skills that may be a slip, for the client to look at.
    static func fill(
        _ job: inout Job,
        from form: Form,
        besides preset: Group?,
        today: Day,
        _ board: some Board,
        _ mistakes: inout [FormMistake]
    ) throws -> [NewSkill] {
        mistakes += form.problems.map(FormMistake.grammar)
        if form["title"] != nil || job.title.isEmpty { job.title = title(form, &mistakes) }
        if let about = form["about"] { job.about = about }
        fill(&job.terms, from: form, today: today, &mistakes)
        var newSkills: [NewSkill] = []
        if preset != nil || form[wantedField] != nil {
            var reading = WantedReading()
            if let preset { reading.add(preset) }
            if let wanted = form[wantedField] { try reading.read(wanted, for: job.client, board) }
            job.wanted.skills = reading.wanted.skills
            job.wanted.groups = reading.wanted.groups
            mistakes += reading.finished()
            newSkills = reading.newSkills
        }
        if let match = form["match"] {
            let all = choice("match", match, [["any", "one", ""], ["all", "every", "both"]], &mistakes)
            if let all { job.wanted.needsAll = all == 1 }
        }
        return newSkills
    }

    private static func fill(
        _ terms: inout Job.Terms,
        from form: Form,
        today: Day,
        _ mistakes: inout [FormMistake]
    ) {
        if let budget = form["budget"] {
            do throws(PayError) {
                terms.pay = budget.isEmpty ? nil : try Pay.reading(budget)
                terms.budget = budget.isEmpty || terms.pay != nil ? "" : "to be discussed"
            } catch {
                mistakes.append(.job(.pay(oneLine(budget), error)))
            }
        }
        if let place = form["place"] { terms.place = place.isEmpty ? nil : Job.Place(text: oneLine(place)) }
        if let length = form["length"] { terms.length = oneLine(length) }
        if let start = form["start"] {
            let soon = ["soon", "now", "at once", "asap", "as soon as possible", "immediately"]
            if start.isEmpty {
                terms.start = nil
            } else if soon.contains(oneLine(start).lowercased()) {
                terms.start = .soon
            } else if let day = day("start", start, within: today...today.advanced(by: Job.startDaysAtMost), &mistakes)
            {
                terms.start = .on(day)
            }
        }
        if let deadline = form["deadline"] {
            let days = today...today.advanced(by: Job.deadlineDaysAtMost)
            terms.deadline =
                ["", "none", "-"].contains(deadline) ? nil : day("deadline", deadline, within: days, &mistakes)
        }
        if let people = form["people"] {
            terms.people = FormReading.number("people", people, in: Job.peopleRange, &mistakes) ?? terms.people
        }
        if let client = form["client"] {
            let hidden = choice(
                "client",
                client,
                [["shown", "visible", "public", ""], ["hidden", "hide"]],
                &mistakes
            )
            if let hidden { terms.isClientHidden = hidden == 1 }
        }
    }

    private static func day(
        _ field: String,
        _ text: String,
        within days: ClosedRange<Day>,
        _ mistakes: inout [FormMistake]
    ) -> Day? {
        guard let day = Day(parsing: text.trimmingSpace()), day <= days.upperBound else {
            mistakes.append(.job(.day(field: field, oneLine(text), days)))
            return nil
        }
        guard day >= days.lowerBound else {
            mistakes.append(.job(.pastDay(field: field, day)))
            return nil
        }
        return day
    }

    /// Which of a few words it is; each may be written in several ways.
    private static func choice(
        _ field: String,
        _ text: String,
        _ options: [[String]],
        _ mistakes: inout [FormMistake]
    ) -> Int? {
        let word = oneLine(text).lowercased()
        let found = options.firstIndex { $0.contains(word) }
        if found == nil { mistakes.append(.job(.choice(field: field, oneLine(text), options.map { $0[0] }))) }
        return found
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
