import Groups

/// `!test hide <test>`: a pass is on one's profile no more; groups that ask for it still see it.
struct HidePass: Command {
    static let usage = Usage(
        name: "test hide",
        parameters: "<test>",
        summary: "Keep a passed test off your profile; groups that ask for it still count it.",
        example: "test hide swift-basics",
        section: .tests
    )

    let test: TestReference

    init(_ text: inout CommandText) throws(UsageError) {
        test = try TestReference(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try ShowPass.set(false, test, call, board)
    }
}
