import Groups

/// `!tests edit <test>` with a form: change what a test is about, and the rules by which it is taken.
struct EditTest: Command {
    static let usage = Usage(
        name: "tests edit",
        parameters: "<test> [--check]",
        summary: "Change a test’s syllabus or rules; attempts under way keep their time and pass mark.",
        example: "tests edit swift-basics\npass: 70 %\nfirst wait: none",
        section: .tests,
        fields: TestForm.fields
    )

    let isCheck: Bool
    let test: TestReference
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        test = try TestReference(&text.words)
        form = text.form
        if form.isEmpty { throw .missing("form") }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let (old, rest) = try test.resolve(runBy: call.sender, board)
        guard rest.isEmpty else { throw UsageError.unexpected(rest.capped(bytes: 60)) }
        var mistakes: [FormMistake] = []
        var new = old
        if let name = form["name"] {
            new.name = name
            try TestForm.checkName(name, besides: old.id, for: call.sender, board, &mistakes)
        }
        // Criteria name a test by its handle, and whoever passed it did so for that sponsor.
        for fixed in ["handle", "sponsor"] where form[fixed] != nil { mistakes.append(.test(.fixed(fixed))) }
        TestForm.fill(&new, from: form, today: board.hallZone.local(call.receivedAt).day, &mistakes)
        if new.rules.visibility > old.rules.visibility, try board.tally(of: old.id).attempts > 0 {
            mistakes.append(.test(.scoresWidened))
        }
        let topics = try board.topics(of: old.id)
        // Who takes an open test must find as many questions as are drawn.
        if new.state == .open, new.rules.draws != old.rules.draws {
            mistakes += new.shortages(in: topics).map { .test(.shortage($0.draw, has: $0.has)) }
        }
        guard mistakes.isEmpty else { return .answer(FoundingSaying.mistakes(mistakes, of: Self.usage)) }
        guard !isCheck else { return .answer(SkillTestSaying.checked(new, isNew: false)) }
        guard new != old else { return .answer(SkillTestSaying.unchanged(old)) }
        return Decision(
            changes: [.skillTest(.edited(new, from: old))],
            outgoing: [Outgoing(.answer(SkillTestSaying.edited(new, topics)))]
        )
    }
}
