import Groups
import Identifiers

/// What somebody says or taps while they take a test.
enum AttemptAnswers {
    /// What is said alone with the bot while a question is open: the answer, unless it is a command.
    static func said(_ spoken: Spoken, _ call: Call, _ board: some Board, _ manner: Manner) throws -> Decision? {
        guard call.place == .direct else { return try saidElsewhere(spoken, call, board, manner) }
        guard spoken.replyTo != call.event, let attempt = try board.runningAttempt(of: call.sender) else { return nil }
        let text = CommandText.reply(spoken)
        // With its prefix, or spoken to by name, a command is one as everywhere.
        guard !text.isEmpty, CommandText(spoken, place: .shared, manner: manner) == nil else { return nil }
        return try answered(text, attempt, call, board) {
            var command = CommandText(spoken, place: .direct, manner: manner)
            return command?.takeCommand() != nil
        }
    }

    /// A reply to a question: to the open one its answer.
    static func replied(
        _ text: String,
        to id: AttemptID,
        _ position: Int,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard call.place == .direct, !text.isEmpty, let attempt = try board.attempt(id), attempt.person == call.sender
        else { return nil }
        guard attempt.end == nil, attempt.position == position else { return tooLate(attempt, position, call) }
        return try answered(text, attempt, call, board) { false }
    }

    /// Takes what was said as an answer, where it can be read as one.
    ///
    /// `isCommand` tells whether it would otherwise be a command.
    private static func answered(
        _ text: String,
        _ stored: Attempt,
        _ call: Call,
        _ board: some Board,
        isCommand: () -> Bool
    ) throws -> Decision? {
        let subject = Subject.testQuestion(stored.id, stored.position)
        guard let sent = try board.sent(subject.text), sent <= call.receivedAt else {
            // Nobody has seen that question yet: another device, or an impatient finger, means the one before.
            return stored.position == 0 ? nil : tooLate(stored, stored.position - 1, call)
        }
        let attempt = try Attempts.counted(stored, at: call.receivedAt, board)
        guard !attempt.isOver(at: call.receivedAt) else { return try Attempts.lapse(attempt, call, board) }
        guard let item = try board.item(attempt.position, of: attempt.id) else { return nil }
        if try isEcho(text, of: attempt, call, board) { return tooLate(attempt, attempt.position - 1, call) }
        let shown = try Attempts.shown(item, of: attempt, board)
        if let response = shown.read(Cleaned(text).text) {
            return try Attempts.take(response, by: call.event, attempt, call, board)
        }
        if isCommand() { return nil }
        return .answer(AttemptSaying.notAnAnswer(attempt, shown))
    }

    /// Whether it says the same as the answer before, at once after it: the second of two devices.
    private static func isEcho(
        _ text: String,
        of attempt: Attempt,
        _ call: Call,
        _ board: some Board
    ) throws -> Bool {
        guard attempt.position > 0, let last = try board.item(attempt.position - 1, of: attempt.id),
            let answer = last.answer, answer.event != nil, call.receivedAt.rawValue - answer.at.rawValue < echoMs
        else { return false }
        return try Attempts.shown(last, of: attempt, board).read(Cleaned(text).text) == answer.response
    }

    private static let echoMs: Int64 = 2000

    /// Says, once about each question, that its first answer counts.
    private static func tooLate(_ attempt: Attempt, _ position: Int, _ call: Call) -> Decision {
        Decision(
            outgoing: [
                Outgoing(
                    .say(AttemptSaying.answeredAlready(attempt, position), in: call.room),
                    key: "answeredAlready/\(attempt.key)/\(position)"
                )
            ]
        )
    }

    /// An answer among others: it is not taken, and the person hears where it would be.
    private static func saidElsewhere(
        _ spoken: Spoken,
        _ call: Call,
        _ board: some Board,
        _ manner: Manner
    ) throws -> Decision? {
        guard var text = CommandText(spoken, place: .shared, manner: manner),
            let attempt = try board.runningAttempt(of: call.sender)
        else { return nil }
        let typed = text.name
        guard text.words.isAtEnd, text.takeCommand() == nil,
            let item = try board.item(attempt.position, of: attempt.id),
            try Attempts.shown(item, of: attempt, board).read(typed) != nil
        else { return nil }
        return Decision(
            outgoing: [
                Outgoing(
                    .answer(AttemptSaying.answerElsewhere(attempt)),
                    key: "answerElsewhere/\(attempt.key)/\(attempt.position)"
                )
            ]
        )
    }

    // MARK: Taps

    static func tapped(
        _ key: String,
        on id: AttemptID,
        _ position: Int,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard let stored = try board.attempt(id), stored.person == call.sender else { return nil }
        guard stored.end == nil, stored.position == position else { return tooLate(stored, position, call) }
        let attempt = try Attempts.counted(stored, at: call.receivedAt, board)
        guard !attempt.isOver(at: call.receivedAt) else { return try Attempts.lapse(attempt, call, board) }
        guard let item = try board.item(position, of: id) else { return nil }
        let shown = try Attempts.shown(item, of: attempt, board)
        if shown.takesSeveral, CardReply.plain(key) == CardReply.plain(Attempts.submit) {
            let options = Set(try board.taps(on: position, of: id).map(\.option)).sorted()
            guard !options.isEmpty else { return .answer(AttemptSaying.notAnAnswer(attempt, shown)) }
            return try Attempts.take(.options(indices: options), by: call.event, attempt, call, board)
        }
        guard let option = shown.tapped(key) else { return nil }
        guard !shown.takesSeveral else {
            let tap = QuestionTap(attempt: id, position: position, option: option, event: call.event)
            return Decision(changes: [.skillTest(.tapped(tap))])
        }
        let response: QuestionResponse =
            if case .trueFalse = shown.content.kind { .truth(isTrue: option == 0) } else { .options(indices: [option]) }
        return try Attempts.take(response, by: call.event, attempt, call, board)
    }

    /// A tap that was taken back before it was confirmed is none.
    static func takenBack(_ target: EventID, _ call: Call, _ board: some Board) throws -> Decision? {
        if let tap = try board.tap(by: target), let attempt = try board.attempt(tap.attempt),
            attempt.person == call.sender, attempt.end == nil, attempt.position == tap.position
        {
            return Decision(changes: [.skillTest(.tapTakenBack(target))])
        }
        return try stands(target, call, board)
    }

    /// Somebody edited or took back a message with an answer: they learn, once, that it counts as it was.
    static func stands(_ target: EventID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard call.place == .direct, let item = try board.item(answeredBy: target),
            let attempt = try board.attempt(item.attempt), attempt.person == call.sender
        else { return nil }
        return Decision(
            outgoing: [
                Outgoing(
                    .say(AttemptSaying.answerStands(attempt, item.position), in: call.room),
                    key: "stands/\(target)"
                )
            ]
        )
    }
}

extension Decision {
    /// Whether it takes an answer in a test: those cost nothing, because a test has only so many questions.
    var takesTestAnswer: Bool {
        changes.contains { if case .skillTest(.answered) = $0 { true } else { false } }
    }
}
