import Groups

/// `!tests create <name>` with a form: begin a test for a sponsor whose tests one runs.
struct CreateTest: Command {
    static let usage = Usage(
        name: "tests create",
        parameters: "<name> [--check]",
        summary: "Begin a skill test for your company; nobody else sees it until you open it.",
        example: """
            tests create Swift basics
            draw: concurrency 4, optionals 3
            time: 20 minutes
            pass: 60 %
            wait: 14 days
            valid: 2 years
            syllabus: Optionals, errors, value types, structured concurrency
            """,
        section: .tests,
        fields: TestForm.fields
    )

    let name: String
    let isCheck: Bool
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        let typed = text.words.restUnquoted
        // Whoever writes it as a field means the same.
        name = typed.isEmpty ? text.form["name"] ?? "" : typed
        if name.isEmpty { throw .missing("name") }
        form = text.form
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let sponsors = try board.sponsorsWithTests(runBy: call.sender, limit: TestForm.sponsorsAtMost)
        guard let first = sponsors.first else { throw Refusal.skillTest(.noSponsor) }
        var mistakes: [FormMistake] = form["name"].map { $0 == name ? [] : [.grammar(.twice("name"))] } ?? []
        let before = mistakes.count
        try TestForm.checkName(name, besides: nil, for: call.sender, board, &mistakes)
        // A name that has to be changed will give another handle.
        let isNamed = mistakes.count == before || form["handle"] != nil
        let sponsor = TestForm.sponsor(form, among: sponsors, &mistakes)
        let handle = isNamed ? try TestForm.handle(form, name: name, board, &mistakes) : nil
        if let sponsor, sponsor.suspendedFor != nil { mistakes.append(.refusal(.sponsor(.suspended(sponsor)))) }
        if let sponsor, try board.skillTestCount(of: sponsor.id) >= SkillTest.testsOfSponsorAtMost {
            mistakes.append(.refusal(.skillTest(.tooManyTests(sponsor, SkillTest.testsOfSponsorAtMost))))
        }
        var test = SkillTest(
            id: try board.nextSkillTestID(),
            handle: handle ?? "",
            name: name,
            sponsor: sponsor ?? first
        )
        TestForm.fill(&test, from: form, today: board.hallZone.local(call.receivedAt).day, &mistakes)
        guard mistakes.isEmpty else { return .answer(FoundingSaying.mistakes(mistakes, of: Self.usage)) }
        guard !isCheck else { return .answer(SkillTestSaying.checked(test, isNew: true)) }
        return Decision(
            changes: [.skillTest(.created(test))],
            outgoing: [Outgoing(.answer(SkillTestSaying.created(test)))]
        )
    }
}
