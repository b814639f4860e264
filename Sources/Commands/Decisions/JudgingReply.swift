import Groups
import Identifiers

/// Verdicts on single criteria by way of a card: lines in a reply to it, or a tap on a digit, and then on the criterion
/// that it brings up.
enum JudgingReply {
    /// What a tap on a digit of a card means: the bot brings the criterion up, to be marked by a tap or a reply.
    static func chosen(_ number: Int, on id: RequestID, _ call: Call, _ board: some Board) throws -> Decision? {
        try guarded(id, call, board) {
            let (request, group, decider) = try Office.request(id, call, board)
            try request.check(decider)
            let report = try board.criteriaReport(judging: request, in: group, at: call.receivedAt)
            guard let report else { throw Refusal.request(.nothingToJudge(request, group)) }
            guard let item = report.checklist.items.first(where: { $0.criterion.number == number }) else {
                return .answer(JudgingSaying.mistakes(request, report, [.noSuchCriterion(number)]))
            }
            guard item.isForPeople else { throw Refusal.request(.notForPeople(id, item.criterion)) }
            let saying = JudgingSaying.item(request, item, isAsked: report.questioned == number, report.roomNames)
            let subject = Subject.item(id, number)
            let key = "item/\(request.key)/\(number)/\(call.sender)/\(call.room)/\(call.minute)"
            return Decision(
                outgoing: [
                    Outgoing(
                        .say(saying, in: call.room, thread: call.thread),
                        key: key,
                        urgency: .answer,
                        subject: subject
                    ),
                    Outgoing(
                        .offer(reactions: [Cards.approve, Cards.refuse, Cards.ask], subject: subject),
                        key: "offer/\(key)",
                        urgency: .chatter
                    ),
                ]
            )
        }
    }

    /// What a tap on a criterion means that was brought up.
    static func tapped(
        _ key: String,
        on id: RequestID,
        _ number: Int,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        switch CardReply.plain(key) {
        case CardReply.plain(Cards.approve):
            try judged([VerdictText(number: number, word: .met(""))], id, call, board)
        case CardReply.plain(Cards.refuse):
            try judged([VerdictText(number: number, word: .notMet(""))], id, call, board)
        case CardReply.plain(Cards.ask):
            try CardReply.wanted(
                id,
                call,
                board,
                JudgingSaying.questionWanted(id, number, call.sender),
                "asking/\(number)",
                .itemQuestion(id, number, call.sender)
            )
        default: nil
        }
    }

    /// What a reply to a criterion means that was brought up: `met`, `not met <why>`, `ask <question>`.
    static func replied(
        _ text: String,
        to id: RequestID,
        _ number: Int,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        if let word = VerdictText.Word(Cleaned(text, lines: .many).text) {
            return try judged([VerdictText(number: number, word: word)], id, call, board)
        }
        // Whoever says the number as well says what is meant.
        if let verdicts = VerdictText.all(in: text) { return try judged(verdicts, id, call, board) }
        guard let attempt = VerdictText.attempt(in: text) else { return nil }
        return try judged(attempt.verdicts, unreadable: attempt.unreadable, id, call, board)
    }

    /// What a reply to the question for a question about a criterion means.
    static func questionGiven(
        _ text: String,
        for id: RequestID,
        _ number: Int,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard !CardReply.isSecondThought(text) else { return .answer(AskingSaying.notAsked(id)) }
        guard !text.isEmpty else { return nil }
        return try judged([VerdictText(number: number, word: .ask(text))], id, call, board)
    }

    /// Stores verdicts; the card itself shows them, so nothing more is said.
    static func judged(
        _ verdicts: [VerdictText],
        unreadable: [String] = [],
        _ id: RequestID,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        try guarded(id, call, board) {
            try Judging(id: id, verdicts: verdicts, unreadable: unreadable).decide(call, board).decision
        }
    }

    /// Whoever may not decide, or comes too late, is told so once.
    private static func guarded(
        _ id: RequestID,
        _ call: Call,
        _ board: some Board,
        _ decide: () throws -> Decision
    ) throws -> Decision {
        do {
            return try decide()
        } catch let refusal as Refusal {
            return try Decision(outgoing: [CardReply.failed(refusal, id, call, board)])
        }
    }
}
