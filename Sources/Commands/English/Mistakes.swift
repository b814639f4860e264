import Groups

extension English {
    /// All that is wrong with a form, and how it should look.
    static func mistakes(
        _ mistakes: [FormMistake],
        of usage: Usage,
        example: String?,
        _ reader: Reader
    ) -> Message {
        var blocks: [Message.Block] = [
            .line(mistakes.count == 1 ? "One thing to correct:" : "\(mistakes.count) things to correct:"),
            .list(mistakes.prefix(30).map { $0.line(reader) }),
        ]
        if mistakes.contains(where: \.isUnknownField) { blocks.append(.line(known(usage.fields))) }
        blocks += [
            .line("Nothing is stored. For example:"),
            .example(reader.prefix + (example ?? usage.example)),
            .next(
                usage.takesCheck
                    ? "Correct it and send it again; add \(code: "--check") to only look"
                    : "Correct it and send it again"
            ),
        ]
        return Message(blocks)
    }

    /// Which fields there are, and how a line is kept that was none.
    private static func known(_ fields: [FormField]) -> Phrase {
        let known: Phrase = "The fields are \(list(fields.map { "\(code: $0.name)" }))."
        guard fields.contains(where: \.isProse) else { return known }
        return known + " To keep a line of text that looks like one, begin it with a dash."
    }
}

extension FormMistake {
    fileprivate var isUnknownField: Bool {
        if case .grammar(.unknownField) = self { true } else { false }
    }

    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .grammar(let problem): problem.line
        case .missing(let field): "Add a line \(code: field + ": …")"
        case .fixed(let field): "\(code: field) can’t be changed once the group is open."
        case .refusal(let refusal): refusal.line(reader)
        case .title(let error): error.line
        case .handle(let error, isTyped: true): error.line
        case .handle(_, isTyped: false):
            """
            The name would give a handle that has another meaning here: add a line \(code: "handle: …") with another \
            one, such as \(code: "handle: swift-guild").
            """
        case .handleNeeded:
            """
            The name gives no handle that everybody can type: add a line \(code: "handle: …") with letters from a to z, \
            such as \(code: "handle: swift-guild").
            """
        case .skill(let written):
            "“\(written)” is not a skill: use at most \(Skill.mostBytes) letters, digits and signs."
        case .tooMany(let field, let limit): "\(code: field): at most \(limit), please."
        case .badge(let written): "\(code: "badge"): “\(written)” is not one emoji, such as 🦜."
        case .zone(let written, let near):
            near.isEmpty
                ? """
                \(code: "time zone"): “\(written)” is not a zone. Name a big city in it, such as \(code: "Europe/Berlin").
                """
                : """
                \(code: "time zone"): “\(written)” is not a zone. Did you mean \
                \(English.list(near.map { "\(code: $0)" }, or: true))?
                """
        case .workingDays(let written):
            "\(code: "business days"): “\(written)” names no days such as \(code: "Mon-Fri") or \(code: "mon tue thu")."
        case .noWorkingDay:
            """
            \(code: "business days"): a group without a working day would never decide; name one at least, such as \
            \(code: "mon").
            """
        case .hours(let written, .unreadable):
            "\(code: "hours"): “\(written)” is not two times such as \(code: "09:00-17:00"), nor \(code: "all day")."
        case .hours(let written, .closesFirst):
            """
            \(code: "hours"): “\(written)” closes before it opens. Hours lie within one day; write the earlier time first.
            """
        case .quiet(let written):
            "\(code: "quiet"): “\(written)” is not two times such as \(code: "22:00-08:00"), nor \(code: "off")."
        case .digest(let written):
            "\(code: "digest"): “\(written)” is none of \(code: "daily"), \(code: "weekly") and \(code: "off")."
        case .hints(let written): "\(code: "hints"): “\(written)” is neither \(code: "on") nor \(code: "off")."
        case .number(let field, let written, let range):
            "\(code: field): “\(written)” is not a whole number from \(range.lowerBound) to \(range.upperBound)."
        case .length(let field, let range):
            "\(code: field): \(range.lowerBound) to \(range.upperBound) characters, please."
        case .groupOrSkill(let written, let group):
            """
            “\(written)” is a group and a skill: write \(code: "group:" + group.handle) or \
            \(code: "skill:" + written).
            """
        case .neitherGroupNorSkill(let written, let near):
            """
            I know no group and no skill “\(written)”. Did you mean \
            \(English.list(near.map { "\(code: $0.handle)" }, or: true))? For a new skill write \
            \(code: "skill:" + written).
            """
        case .job(let mistake): mistake.line
        case .criteria(let mistake): mistake.line
        case .test(let mistake): mistake.line
        }
    }
}

extension FormProblem {
    var line: Phrase {
        switch self {
        case .unknownField(let name, let near):
            near.map { "I know no field “\(name)”. Did you mean \(code: $0)?" } ?? "I know no field “\(name)”."
        case .twice(let field): "\(code: field) is given twice."
        case .tooLong(let field, _, let limit): "\(code: field) is too long: \(English.room(limit))."
        case .lineWithoutField(let text): "“\(text)” belongs to no field: begin the line with \(code: "field:")."
        case .tooManyLines(let limit): "A form has \(limit) lines at most."
        }
    }
}
