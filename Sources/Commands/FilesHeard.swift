import Groups

/// Files that somebody sends, and what stands below them: heard as a reply to the file itself.
enum FilesHeard {
    /// Whether what stands below a file is said to the bot: alone with it, or by an administrator among administrators.
    ///
    /// Among others a file is nobody's word to the bot, also where it was sent before they came in.
    static func areForBot(_ call: Call, _ board: some Board) throws -> Bool {
        guard call.place == .shared else { return true }
        guard let group = try board.groupAdministered(in: call.room) else { return false }
        return try board.isAdministrator(call.sender, of: group)
    }

    /// What to do with a file that came without a command: evidence that somebody waits for, or else what can be done
    /// with it.
    static func alone(
        _ spoken: Spoken,
        _ call: Call,
        _ board: some Board,
        _ manner: Manner
    ) throws -> Decision? {
        guard call.place == .direct, spoken.replyTo == call.event, !isCommand(spoken, call, manner),
            let file = try board.attachment(of: call.event, in: call.room)
        else { return nil }
        return try Evidence.sent(file, saying: CommandText.reply(spoken), call, board)
    }

    /// Whether what stands below a file is a command: without the prefix only one that takes files, as “Here it is” is none.
    private static func isCommand(_ spoken: Spoken, _ call: Call, _ manner: Manner) -> Bool {
        guard !spoken.body.hasPrefix(manner.prefix) else { return true }
        var text = CommandText(spoken, place: call.place, manner: manner)
        let command = text?.takeCommand()
        return command is Meet.Type || command is Holidays.Type || command is ImportQuestions.Type
    }
}
