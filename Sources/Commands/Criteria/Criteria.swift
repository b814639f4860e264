import Groups

/// `!criteria <group> …`: what a group asks of applicants, as data.
struct Criteria: Command {
    static let usage = Usage(
        name: "criteria",
        parameters:
            "<group> [add <criterion> | accept <n> <criterion> | edit <n> <criterion> | remove <n> | rule <rule> | recheck [date/off] | admit person/at-once] [--check] [--dry-run]",
        summary: "See or change what a group asks of applicants.",
        example: """
            criteria swift-guild
            criteria:
              1 server *.example.org
              2 group linux-crew
              3 freelancer 90 days
              4 question short Which of your servers is still up?
              5 question choice (Linux, macOS) What do you run?
              6 evidence dated A certificate of your insurance
              7 terms 2026-03 I will not quote clients in public
              8 statement Has shown an ID in a call
            rule: (1 or 2) and 2 of (3, 4, 5) and 6 and 7 and 8
            """,
        section: .administration,
        fields: [
            FormField("criteria", limitBytes: 14_000, isProse: true),
            FormField("rule", limitBytes: RuleText.bytesAtMost),
        ],
        choices: [
            .init("question short <text>", "A question; also long, number, yes/no and choice (Linux, macOS)."),
            .init("evidence [dated] <text>", "A link or a file that shows it; dated asks until when it holds."),
            .init("server <name>", "A Matrix ID on that server; *.example.org means every server below."),
            .init("group <group>", "To be a member of that group."),
            .init("room <here/alias/ID>", "To be in that room."),
            .init("freelancer <n> days", "To have been a freelancer here for so long."),
            .init("terms <version> <text>", "To accept these terms."),
            .init("statement <text>", "Something that administrators find out by themselves."),
            .init("code <code>", "To know an invitation code, which is stored hashed."),
            .init("test <name> [min:<percent>] [days:<n>]", "To have passed a skill test; see tests."),
            .init(
                "accept <n> <criterion>",
                "Something that counts in the place of n, such as another sponsor’s test or group."
            ),
            .init("rule <rule>", "How they go together, such as 1 and (2 or 3) and 2 of (4, 5, 6) and not 7; or all."),
        ]
    )

    /// How many members a dry run looks at.
    static let dryRunMembersAtMost = 200
    /// How many days ahead a re-check may be.
    static let recheckDaysAtMost = 366

    let isCheck: Bool
    let isDryRun: Bool
    let group: GroupReference
    let lines: [Substring]
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        isDryRun = text.words.option("--dry-run")
        group = try GroupReference(&text.words)
        lines = text.lines
        form = text.form
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (group, rest) = try group.resolve(for: call.sender, board)
        let present = try board.criteria(of: group.id)
        let (verb, body) = CriterionText.firstWord(rest[...])
        if verb.isEmpty, form.isEmpty {
            return .answer(CriteriaSaying.page(try page(group, present, present?.set ?? CriteriaSet(), call, board)))
        }
        try board.checkRuns(group, call.sender)
        try group.checkMayChange()
        if verb.lowercased() == "recheck" {
            let isOnlyLook = isDryRun || isCheck
            // Calling it off tells nobody anything: there is nothing to look at first.
            if isOnlyLook, body.lowercased() == "off" { throw UsageError.unexpected("off") }
            return try Rechecks.choose(body, group, present, isDryRun: isOnlyLook, call, board)
        }
        if verb.lowercased() == "admit" { return try Admit.choose(body, group, present?.set, call) }
        var reading = CriteriaReading(group, call, old: present?.set ?? CriteriaSet())
        let new = try proposal(verb.lowercased(), body, &reading, board)
        // Whoever reads along would have the code. Where only administrators are, they may.
        if reading.hasNewCode, call.place == .shared, call.room != group.rooms.admin {
            throw Refusal.criteria(.codeElsewhere(group))
        }
        // What the homeserver has to say first is waited for, and then all of it is decided at once.
        guard reading.aliases.isEmpty else { return Decision(changes: [.criteria(.aliasesWanted(reading.aliases))]) }
        var mistakes = reading.mistakes
        // A rule is only held against criteria that could all be read.
        if mistakes.isEmpty { mistakes = try faults(of: new, in: group, board) }
        let problems = verb.isEmpty || verb == "set" ? form.problems.map(FormMistake.grammar) : []
        guard mistakes.isEmpty, problems.isEmpty else {
            let all = problems + mistakes.map(FormMistake.criteria)
            return .answer(
                FoundingSaying.mistakes(all, of: Self.usage, example: example(verb.lowercased(), group, mistakes))
            )
        }
        return try store(new, group, present, call, board)
    }

    /// What the criteria would be.
    private func proposal(
        _ verb: String,
        _ body: String,
        _ reading: inout CriteriaReading,
        _ board: some Board
    ) throws -> CriteriaSet {
        let text = ([body[...]] + lines).joined(separator: " ").trimmingSpace()
        switch verb {
        case "", "set": return try reading.set(form, board)
        case "add":
            if text.isEmpty { throw UsageError.missing("criterion") }
            guard let kind = try reading.kind(text, replacing: nil, board) else { return reading.old }
            return reading.old.adding(kind)
        case "accept":
            let (typed, words) = CriterionText.firstWord(text[...])
            guard let number = number(typed, &reading) else { return reading.old }
            if words.isEmpty { throw UsageError.missing("criterion") }
            guard let kind = try reading.kind(words, replacing: nil, board) else { return reading.old }
            return reading.old.accepting(kind, insteadOf: number)
        case "edit":
            let (typed, words) = CriterionText.firstWord(text[...])
            guard let number = number(typed, &reading) else { return reading.old }
            if words.isEmpty { throw UsageError.missing("criterion") }
            guard let kind = try reading.kind(words, replacing: number, board) else { return reading.old }
            return reading.old.replacing(number, by: kind)
        case "remove":
            guard let number = number(text, &reading) else { return reading.old }
            return reading.old.removing(number)
        case "rule":
            if text.isEmpty { throw UsageError.missing("rule") }
            var set = reading.old
            set.rule = reading.rule(text)
            return set
        default: throw UsageError.unexpected(verb.capped(bytes: 60))
        }
    }

    /// The number of a criterion that there is, or nil with a mistake noted.
    private func number(_ typed: String, _ reading: inout CriteriaReading) -> Int? {
        let digits = typed.hasPrefix("#") ? typed.dropFirst() : typed[...]
        guard let number = Int(digits), reading.old[number] != nil else {
            reading.add(.noSuchNumber(typed.capped(bytes: 60)))
            return nil
        }
        return number
    }

    /// A line that would be in order, for whoever made a mistake.
    private func example(_ verb: String, _ group: Group, _ mistakes: [CriteriaMistake]) -> String {
        let start = "criteria \(group.handle)"
        // What can't be taken out as the rule is can be once the rule is another.
        let isForRule = mistakes.contains { if case .fault = $0 { true } else { false } }
        return switch verb {
        case "remove" where isForRule: "\(start) rule all"
        case "add": "\(start) add question short Which of your servers is still up?"
        case "accept": "\(start) accept 1 group linux-crew"
        case "edit": "\(start) edit 1 question short Which of your servers is still up?"
        case "remove": "\(start) remove 1"
        case "rule": "\(start) rule 1 and (2 or 3)"
        default: Self.usage.example
        }
    }

    private func faults(of set: CriteriaSet, in group: Group, _ board: some Board) throws -> [CriteriaMistake] {
        var mistakes = set.faults(in: group.id).map(CriteriaMistake.fault)
        do {
            let around = try criteriaCycle(from: group.id, to: set.groupsWanted.subtracting([group.id])) {
                try board.groupsWanted(by: $0)
            }
            if let around {
                let handles = try (around + [group.id]).map { try board.knownGroup($0).handle }
                mistakes.append(.cycle(handles))
            }
        } catch let fault as CriteriaFault {
            mistakes.append(.fault(fault))
        }
        return mistakes
    }

    private func store(
        _ set: CriteriaSet,
        _ group: Group,
        _ present: CriteriaVersion?,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let page = try page(group, present, set, call, board)
        if isDryRun {
            let effect = try Rechecks.effect(of: set, on: group, at: call.receivedAt, board)
            return .answer(CriteriaSaying.dryRun(page, effect))
        }
        if isCheck { return .answer(CriteriaSaying.checked(page)) }
        guard set != present?.set ?? CriteriaSet() else { return .answer(CriteriaSaying.unchanged(group)) }
        let version = CriteriaVersion(
            group: group.id,
            number: (present?.number ?? 0) + 1,
            set: set,
            changedBy: call.sender,
            since: call.receivedAt
        )
        var changed = page
        changed.version = version
        return Decision(
            // The cards of what waits say by which version it is judged, and which one holds now.
            changes: [.criteria(.changed(version)), .request(.cardsOutdated(group.id, at: call.receivedAt))],
            outgoing: [Outgoing(.answer(CriteriaSaying.changed(changed)))]
        )
    }

    private func page(
        _ group: Group,
        _ version: CriteriaVersion?,
        _ set: CriteriaSet,
        _ call: Call,
        _ board: some Board
    ) throws -> CriteriaPage {
        CriteriaPage(
            group: group,
            version: version,
            set: set,
            roomNames: try board.roomNames(in: set),
            mayChange: try board.runs(group, call.sender),
            recheck: try board.recheck(of: group.id),
            noticeCount: try board.noticeCount(of: group.id)
        )
    }
}
