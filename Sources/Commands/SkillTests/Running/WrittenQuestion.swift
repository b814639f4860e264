import Groups

/// A question that somebody has written in a form, for a test that they run.
struct WrittenQuestion: Sendable {
    let isCheck: Bool
    let test: TestReference
    let form: Form

    init(_ text: inout CommandText) throws(UsageError) {
        isCheck = text.words.option("--check")
        test = try TestReference(&text.words)
        form = text.form
        if form.isEmpty { throw .missing("form") }
    }

    /// What the form holds, and all that is wrong with it; `topic` is the one that is meant where it names none.
    func content(
        for test: SkillTest,
        topic: String? = nil,
        _ board: some Board
    ) throws -> (QuestionContent?, [FormMistake]) {
        var mistakes: [FormMistake] = []
        var content = QuestionForm.content(form, &mistakes)
        if let topic, form["topic"] == nil { content?.topic = topic }
        // Only other words are another question: what takers see of both is the same.
        if let content, let number = try board.question(fingerprint: content.fingerprint, in: test.id) {
            mistakes.append(.refusal(.skillTest(.alreadyThere(test, as: number))))
        }
        return (content, mistakes)
    }
}
