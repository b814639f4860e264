import Groups

/// `!groups create <name>` with a form: open a group for a sponsor that one owns, or begin it as a draft.
struct CreateGroup: Command {
    static let usage = Usage(
        name: "groups create",
        parameters: "<name> [--draft] [--check]",
        summary: "Open a group for your company, or with --draft get it ready unseen; only a sponsor’s owner can.",
        example: """
            groups create Swift Guild
            sponsor: Acme
            skills: swift, linux
            badge: 🦜
            criteria: Two samples of your work
            about: People who write Swift on servers
            """,
        section: .administration,
        fields: GroupForm.fields
    )

    let name: String
    let isCheck: Bool
    let isDraft: Bool
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        isDraft = text.words.option("--draft")
        name = text.words.restUnquoted
        if name.isEmpty { throw .missing("name") }
        form = text.form
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var mistakes: [FormMistake] = []
        let sponsors = try board.sponsors(ownedBy: call.sender, limit: Sponsor.ownersAtMost)
        guard !sponsors.isEmpty else { throw Refusal.authority(.ownersOnly) }
        try GroupForm.checkName(name, besides: nil, for: call.sender, board, &mistakes)
        // A name that has to be changed will give another handle.
        let isNamed = mistakes.isEmpty || form["handle"] != nil
        let sponsor = GroupForm.sponsor(form, among: sponsors, &mistakes)
        let handle = isNamed ? try GroupForm.handle(form, name: name, board, &mistakes) : nil
        if let sponsor, sponsor.suspendedFor != nil { mistakes.append(.refusal(.sponsor(.suspended(sponsor)))) }
        if let sponsor, try board.groupCount(of: sponsor.id) >= Sponsor.groupsAtMost {
            mistakes.append(.refusal(.group(.tooManyGroups(Sponsor.groupsAtMost))))
        }
        var group = Group(
            id: try board.nextGroupID(),
            handle: handle ?? "",
            name: name,
            sponsor: sponsor ?? sponsors[0],
            calendar: board.hall.calendar
        )
        if isDraft { group.beginAsDraft() }
        try GroupForm.fill(&group, from: form, for: call.sender, board, &mistakes)
        guard mistakes.isEmpty else {
            let saying = FoundingSaying.mistakes(mistakes, of: Self.usage)
            return .answer(saying)
        }
        guard !isCheck else {
            return .answer(FoundingSaying.checked(group, isNew: true))
        }
        return Decision(
            changes: [.group(.created(group, administrator: call.sender))],
            outgoing: [Outgoing(.answer(FoundingSaying.created(group)))]
        )
    }
}
