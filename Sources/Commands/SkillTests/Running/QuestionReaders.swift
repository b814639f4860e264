import Groups

extension Decision {
    /// The same, with a note that whoever speaks has read questions of a test, or has written some.
    ///
    /// That outlasts their office: who knows the answers shows nothing by giving them.
    func noting(readerOf test: SkillTest, _ call: Call, _ board: some Board) throws -> Decision {
        guard try !board.hasReadQuestions(call.sender, of: test.id) else { return self }
        var decision = self
        decision.changes.append(.skillTest(.questionsRead(test.id, by: call.sender)))
        return decision
    }
}
