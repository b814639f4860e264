import Groups

/// `!test show <test>`: a pass stands on one's profile.
struct ShowPass: Command {
    static let usage = Usage(
        name: "test show",
        parameters: "<test>",
        summary: "Have a passed test on your profile.",
        example: "test show swift-basics",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try Self.set(true, test, call, board)
    }

    /// Puts a pass on the profile, or takes it off.
    static func set(
        _ isShown: Bool,
        _ reference: TestReference,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        let (test, _) = try reference.visible(to: call.sender, board)
        guard let pass = try board.passes(of: call.sender, at: test.id).first else {
            throw Refusal.skillTest(.noPass(test))
        }
        return Decision(
            changes: pass.isShown == isShown ? [] : [.skillTest(.passShown(call.sender, test.id, isShown))],
            outgoing: [Outgoing(.answer(AttemptSaying.passShown(test, isShown)))]
        )
    }
}
