import Groups

/// `!status`: how the bot is doing.
struct ShowStatus: Command {
    static let usage = Usage(
        name: "status",
        summary: "See how the bot is doing.",
        example: "status",
        section: .operation,
        access: .operators
    )

    init(_ text: inout CommandText) {}

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        let saying = HelpSaying.status(try board.status(), now: call.receivedAt)
        return .answer(saying)
    }
}
