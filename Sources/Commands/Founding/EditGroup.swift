import Groups

/// `!groups edit <group>` with a form: change what a group's page says.
struct EditGroup: Command {
    static let usage = Usage(
        name: "groups edit",
        parameters: "<group> [--check]",
        summary: "Change a group’s page, calendar or badge.",
        example: "groups edit swift-guild\ncriteria: Three samples of your work",
        section: .administration,
        fields: GroupForm.fields
    )

    let isCheck: Bool
    let group: GroupReference
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        group = try GroupReference(&text.words)
        form = text.form
        if form.isEmpty { throw .missing("form") }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (old, _) = try group.resolve(for: call.sender, board)
        try board.checkRuns(old, call.sender)
        try old.checkMayChange()
        var mistakes: [FormMistake] = []
        var new = old
        if let name = form["name"] {
            new.name = name
            try GroupForm.checkName(name, besides: old.id, for: call.sender, board, &mistakes)
        }
        // Others know a group by these two: they stay as they were founded.
        for fixed in ["handle", "sponsor"] where form[fixed] != nil { mistakes.append(.fixed(fixed)) }
        try GroupForm.fill(&new, from: form, for: call.sender, board, &mistakes)
        guard mistakes.isEmpty else {
            let saying = FoundingSaying.mistakes(mistakes, of: Self.usage)
            return .answer(saying)
        }
        guard !isCheck else {
            return .answer(FoundingSaying.checked(new, isNew: false))
        }
        return Decision(
            changes: [.group(.edited(new))]
                // What waits is due by the present calendar.
                + (new.calendar == old.calendar ? [] : [.calendar(.changed(new.id, at: call.receivedAt))])
                + (isOnCards(new, old) ? [.request(.cardsOutdated(new.id, at: call.receivedAt))] : []),
            outgoing: [Outgoing(.answer(FoundingSaying.edited(new)))]
        )
    }
    /// Whether something has changed that the cards of requests say.
    private func isOnCards(_ new: Group, _ old: Group) -> Bool {
        new.name != old.name || new.badge != old.badge || new.criteria != old.criteria
    }
}
