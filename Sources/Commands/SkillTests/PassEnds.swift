import Groups

/// Passes that run out soon: their holders hear of it in time to take the test again.
enum PassEnds {
    private static let passesAtMost = 100

    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try board.passesEnding(by: call.receivedAt, limit: passesAtMost).reduce(Decision()) { decision, pass in
            var decision = decision
            decision.changes.append(.skillTest(.passEndTold(pass.attempt)))
            let test = try board.knownTest(pass.test)
            let today = board.hallZone.local(call.receivedAt).day
            // Members whose group asks for it hear of it with what that means for the badge.
            guard pass.holds(on: today), try isLast(pass, board),
                try !board.isMember(pass.person, whereAskedFor: test.id)
            else { return decision }
            let attempts = try board.attempts(of: pass.person, at: test.id, limit: Attempt.rememberedAtMost)
            let wait = test.wait(after: attempts, in: board.hallZone, at: call.receivedAt)
            decision.outgoing.append(
                Outgoing(
                    .tell(AttemptSaying.passEnds(pass, test, wait), pass.person),
                    key: "passEnds/\(pass.attempt.rawValue)/\(pass.person)/\(pass.at.rawValue)",
                    urgency: .decision
                )
            )
            return decision
        }
    }

    /// Whether the person has no other pass at the test that holds longer, or as long and is later.
    private static func isLast(_ pass: Pass, _ board: some Board) throws -> Bool {
        try board.passes(of: pass.person, at: pass.test).allSatisfy { other in
            other.attempt == pass.attempt || !other.holdsAsLong(as: pass)
                || (other.until == pass.until && (other.at, other.attempt.rawValue) < (pass.at, pass.attempt.rawValue))
        }
    }
}
