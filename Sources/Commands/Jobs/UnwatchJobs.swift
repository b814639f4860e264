import Groups

/// `!jobs unwatch [n]`: hear no more of what an alert finds, or of anything.
struct UnwatchJobs: Command {
    static let usage = Usage(
        name: "jobs unwatch",
        parameters: "[n]",
        summary: "End an alert, or without its number all of yours.",
        example: "jobs unwatch 2",
        section: .jobs
    )

    let number: Int?

    init(_ text: inout CommandText) throws(UsageError) {
        number = try AlertEnding.number(&text.words)
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        try AlertEnding.end(number, call, board)
    }
}

/// How somebody stops hearing of jobs: by a command, or by one word.
enum AlertEnding {
    private static let words: Set<String> = ["stop", "unsubscribe", "unwatch"]

    /// The number of an alert, which is all that may be left; nil where nothing is, or `all`.
    static func number(_ words: inout Words) throws(UsageError) -> Int? {
        guard !words.isAtEnd, words.rest.lowercased() != "all" else { return nil }
        let word = try words.next("number of an alert")
        guard let number = number(word) else { throw .notANumber(word.capped(bytes: 60)) }
        guard words.isAtEnd else { throw .unexpected(words.rest.capped(bytes: 60)) }
        return number
    }

    /// A number from 1 to 999, with or without `#`.
    static func number(_ word: String) -> Int? {
        let digits = word.utf8.first == UInt8(ascii: "#") ? word.utf8.dropFirst() : word.utf8[...]
        guard (1...3).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(Substring(digits))
    }

    static func end(_ number: Int?, _ call: Call, _ board: some Board) throws -> Decision {
        let own = try board.ownAlerts(of: call.sender)
        let alerts = own.filter { number == nil || $0.number == number }
        guard !alerts.isEmpty else { return AlertSaying.noAlert(own.isEmpty ? nil : number).privately(call) }
        let cards = try alerts.map { try AlertCard($0, board) }
        return AlertSaying.ended(cards, hasOthers: own.count > alerts.count).privately(
            call,
            changes: alerts.map { .alert(.ended($0.id)) }
        )
    }

    /// What a reply to an alert means: one word ends it.
    ///
    /// Nil where it means nothing to the bot.
    static func replied(_ text: String, to id: AlertID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard isStop(text), let alert = try board.alert(id), alert.person == call.sender else { return nil }
        return try end(alert.number, call, board)
    }

    /// The same word said by itself alone with the bot, also in reply to a list: it ends all alerts, where there are any.
    static func said(_ text: CommandText, _ call: Call, _ board: some Board) throws -> Decision? {
        guard call.place == .direct, isStop(text.name), text.words.isAtEnd,
            try !board.alerts(of: call.sender, limit: 1).isEmpty
        else { return nil }
        return try end(nil, call, board)
    }

    /// The same word in reply to something, as a list of jobs asks for it: no answer to whatever is being asked meanwhile.
    static func repliedToList(_ spoken: Spoken, _ call: Call, _ board: some Board) throws -> Decision? {
        guard call.place == .direct, spoken.replyTo != nil, isStop(CommandText.reply(spoken)),
            try !board.alerts(of: call.sender, limit: 1).isEmpty
        else { return nil }
        return try end(nil, call, board)
    }

    private static func isStop(_ text: String) -> Bool {
        words.contains(text.lowercased().trimmingSpace().droppingLast(anyOf: ".!"))
    }
}
