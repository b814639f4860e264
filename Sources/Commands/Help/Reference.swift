import Groups

/// The reference of all commands, as Markdown: what `docs/COMMANDS.md` holds.
///
/// Made from the same ``Usage`` values as `help`, so that the page cannot say something else than the bot.
package func commandReference(prefix: String = "!") -> String {
    let usages = allCommands.map { $0.usage }
    var parts = [Reference.introduction(prefix)]
    for section in Usage.Section.allCases {
        let listed = usages.filter { $0.section == section }
        guard !listed.isEmpty else { continue }
        parts.append("## \(HelpSaying.title(of: section))")
        parts += listed.map { Reference.entry($0, prefix) }
    }
    return parts.joined(separator: "\n\n") + "\n"
}

private enum Reference {
    static func introduction(_ prefix: String) -> String {
        """
        # Commands

        <!-- Made by a test from the commands themselves: change their `usage`, then run
             UPDATE_REFERENCE=1 swift test --filter ReferenceTests -->

        In a shared room a command begins with `\(prefix)`, or with a mention of the bot; alone with the bot both may be
        left out. `<…>` must be given, `[…]` may be, `/` and `|` stand between alternatives. A group is named by its handle
        (`swift-guild`) or its name, a request as `#41`, a job by its number, a person by their Matrix ID or a mention.

        Some commands take a form: the lines after the first, each `field: value`. A value goes on until the next field,
        so long texts go last. With `--check`, where it is listed, a form is looked at and nothing is stored. A form with
        mistakes gets one answer that lists them all.

        Lengths are in bytes: a letter of English is one, of other languages two or three. The tables say how much of a
        field is read; what is read must keep closer limits where there are any. The name of a group or sponsor has
        \(range(Title.length)) characters and at most \(Title.mostBytes) bytes, a handle \(range(Handle.length)) bytes, a
        job's title \(range(Job.titleCharacters)) characters; a skill has at most \(Skill.mostBytes) bytes, and there are at
        most \(Group.skillsAtMost) of them. A message to administrators has at most \(Join.messageBytesAtMost) bytes, a note or
        reason \(Verdicts.remarkBytesAtMost).
        """
    }

    private static func range(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound) to \(range.upperBound)" }

    static func entry(_ usage: Usage, _ prefix: String) -> String {
        var parts = ["### \(prefix)\(usage.name)", "`\(prefix)\(usage.line)`", usage.summary]
        switch usage.access {
        case .everybody: break
        case .operators: parts.append("For operators only; nobody else is shown it.")
        }
        if !usage.choices.isEmpty { parts.append(choices(usage.choices)) }
        if !usage.fields.isEmpty { parts.append(fields(usage.fields)) }
        parts.append("```\n\(prefix)\(usage.example)\n```")
        return parts.joined(separator: "\n\n")
    }

    private static func choices(_ choices: [Usage.Choice]) -> String {
        let rows = choices.map { "| `\($0.typed.replacing("|", with: "\\|"))` | \($0.meaning) |" }
        return (["| Typed | Means |", "|---|---|"] + rows).joined(separator: "\n")
    }

    private static func fields(_ fields: [FormField]) -> String {
        let rows = fields.map { field in
            let aliases = field.aliases.map { "`\($0)`" }.joined(separator: ", ")
            return "| `\(field.name)` | \(aliases) | \(field.limitBytes) |"
        }
        return (["| Field | Also | Bytes at most |", "|---|---|---|"] + rows).joined(separator: "\n")
    }
}
