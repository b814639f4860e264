import Groups

/// Passes that run out soon: their holders hear of it in time to take the test again.
enum PassEnds {
    private static let passesAtMost = 100

    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try board.passesEnding(by: call.receivedAt, limit: passesAtMost).reduce(Decision()) { decision, pass in
            var decision = decision
            decision.changes.append(.skillTest(.passEndTold(pass.person, pass.test)))
            let test = try board.knownTest(pass.test)
            let today = board.hallZone.local(call.receivedAt).day
            // Members whose group asks for it hear of it with what that means for the badge.
            guard let until = pass.until, until >= today, try !isWatched(pass, test, board) else { return decision }
            let attempts = try board.attempts(of: pass.person, at: test.id, limit: Attempt.rememberedAtMost)
            let moment = test.mayStart(after: attempts, in: board.hallZone)
            decision.outgoing.append(
                Outgoing(
                    .tell(
                        AttemptSaying.passEnds(
                            pass,
                            test,
                            mayStartAt: moment.flatMap { $0 > call.receivedAt ? $0 : nil }
                        ),
                        pass.person
                    ),
                    key: "passEnds/\(test.id.rawValue)/\(pass.person)/\(pass.at.rawValue)",
                    urgency: .decision
                )
            )
            return decision
        }
    }

    /// Whether the person is a member of a group that asks for the test: there the upkeep of the membership tells them.
    private static func isWatched(_ pass: Pass, _ test: SkillTest, _ board: some Board) throws -> Bool {
        for group in try board.groups(askingFor: test.id, limit: AttemptResult.groupsAtMost) {
            if case .member = try board.standing(of: pass.person, in: group.id) { return true }
        }
        return false
    }
}
