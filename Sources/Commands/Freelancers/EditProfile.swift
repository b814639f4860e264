import Groups

/// `!profile edit` with a form: say who one is.
struct EditProfile: Command {
    static let usage = Usage(
        name: "profile edit",
        parameters: "[--check]",
        summary: "Say who you are: a headline, your skills, when you have time, and whether clients may find you.",
        example: """
            profile edit
            headline: Swift on the server, since 2016
            skills: swift, sqlite, matrix
            availability: from 2026-09-01
            findable: yes
            """,
        section: .freelancer,
        fields: [
            FormField("headline", limitBytes: 200),
            FormField("skills", limitBytes: 1000),
            FormField("availability", aliases: ["available"], limitBytes: 60),
            FormField("findable", limitBytes: 20),
        ]
    )

    let isCheck: Bool
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        form = text.form
        if !text.words.isAtEnd { throw .unexpected(text.words.rest.capped(bytes: 60)) }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var person = try board.person(call.sender)
        let mistakes = Self.fill(&person, from: form)
        guard mistakes.isEmpty else {
            let saying = FoundingSaying.mistakes(mistakes, of: Self.usage)
            return .answer(saying)
        }
        guard !form.isEmpty else {
            return .answer(ProfileSaying.howToEdit(example: Self.usage.example))
        }
        guard !isCheck else { return .answer(ProfileSaying.checked(person)) }
        return Decision(
            changes: [.person(.described(person))],
            outgoing: [Outgoing(.answer(ProfileSaying.edited(person)))]
        )
    }

    /// Takes what a form says about a person; all that is wrong with it comes back.
    static func fill(_ person: inout Person, from form: Form) -> [FormMistake] {
        var mistakes = form.problems.map(FormMistake.grammar)
        if let headline = form["headline"] {
            person.headline = headline.split(whereSeparator: \.isNewline).joined(separator: " ")
        }
        if let skills = form["skills"] {
            person.skills = FormReading.skills(skills, atMost: Person.skillsAtMost, &mistakes)
        }
        if let availability = form["availability"] {
            do throws(FormMistake) {
                person.availability = try Self.availability(availability)
            } catch {
                mistakes.append(error)
            }
        }
        if let findable = form["findable"] {
            switch findable.lowercased() {
            case "yes", "on": person.isFindable = true
            case "no", "off", "": person.isFindable = false
            default: mistakes.append(.job(.choice(field: "findable", findable, ["yes", "no"])))
            }
        }
        return mistakes
    }

    /// `now`, `from 2026-09-01`, `no`, or nothing.
    private static func availability(_ text: String) throws(FormMistake) -> Person.Availability? {
        switch text.lowercased() {
        case "": return nil
        case "now", "yes", "at once": return .atOnce
        case "no", "none", "not": return .no
        case let written:
            let day = written.hasPrefix("from ") ? String(written.dropFirst(5)) : written
            guard let day = Day(parsing: day.trimmingSpace()) else { throw .job(.availability(text)) }
            return .from(day)
        }
    }
}
