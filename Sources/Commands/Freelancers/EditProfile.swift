import Groups

/// `!profile edit` with a form: say who one is.
struct EditProfile: Command {
    static let usage = Usage(
        name: "profile edit",
        parameters: "[--check]",
        summary: "Say who you are: a headline and your skills.",
        example: "profile edit\nheadline: Swift on the server, since 2016\nskills: swift, sqlite, matrix",
        section: .freelancer,
        fields: [
            FormField("headline", limitBytes: 200),
            FormField("skills", limitBytes: 1000),
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
        return mistakes
    }
}
