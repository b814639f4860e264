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
        return try answered(text, attempt, call, board, isReply: false) {
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
        guard !text.isEmpty, let attempt = try board.attempt(id), attempt.person == call.sender else { return nil }
        guard call.place == .direct else { return try overheard(attempt, call, board) }
        guard attempt.end == nil, attempt.position == position else { return tooLate(attempt, position, call) }
        return try answered(text, attempt, call, board, isReply: true) { false }
    }

    /// Takes what was said as an answer, where it can be read as one.
    ///
    /// A reply to the question is about that question, however soon it comes; `isCommand` tells whether it would otherwise be
    /// a command.
    private static func answered(
        _ text: String,
        _ stored: Attempt,
        _ call: Call,
        _ board: some Board,
        isReply: Bool,
        isCommand: () -> Bool
    ) throws -> Decision? {
        guard let item = try board.item(stored.position, of: stored.id) else { return nil }
        let shown = try Attempts.shown(item, of: stored, board)
        let response = shown.read(Cleaned(text).text)
        if keepsItsMeaning(text), response.map({ shown.content.points(for: $0) <= 0 }) ?? true { return nil }
        if try !isReply && isUnread(stored, call, board) {
            // Nobody has seen that question yet: another device, or an impatient finger, means the one before.
            return stored.position == 0 || isCommand() ? nil : tooLate(stored, stored.position - 1, call)
        }
        let attempt = try Attempts.counted(stored, at: call.receivedAt, board)
        guard !attempt.isOver(at: call.receivedAt) else { return try Attempts.lapse(attempt, call, board) }
        if let response { return try Attempts.take(response, by: call.event, attempt, call, board) }
        if isCommand() { return nil }
        return .answer(AttemptSaying.notAnAnswer(attempt, shown))
    }

    /// Whether nobody can have read the open question yet: it was not sent, or the one before was answered only just.
    ///
    /// After a crash the message may be noted as sent only now, though it was there to be read: so it is not its moment
    /// that is looked at, but that of the answer before.
    private static func isUnread(_ attempt: Attempt, _ call: Call, _ board: some Board) throws -> Bool {
        let subject = Subject.testQuestion(attempt.id, attempt.position)
        guard let sent = try board.sent(subject.text), sent <= call.receivedAt else { return true }
        guard attempt.position > 0, let last = try board.item(attempt.position - 1, of: attempt.id)?.answer,
            last.event != nil
        else { return false }
        return call.receivedAt.rawValue - last.at.rawValue < Attempt.echoMs
    }

    /// Whether it gives the test up or asks for help, in just these words: no wrong answer is made of them.
    private static func keepsItsMeaning(_ text: String) -> Bool {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        return [["test", "stop"], ["test", "stop", "yes"], ["help"]].contains(words)
    }

    // MARK: Too late

    /// An answer that comes after the end: the person hears once that it counts for nothing.
    ///
    /// Nil for what can't be meant as one, and where nothing ended just now.
    static func afterwards(_ spoken: Spoken, _ call: Call, _ board: some Board, _ manner: Manner) throws -> Decision? {
        guard call.place == .direct, spoken.replyTo != call.event,
            CommandText(spoken, place: .shared, manner: manner) == nil
        else { return nil }
        let since = Timestamp(rawValue: call.receivedAt.rawValue - Attempt.heedMs)
        let ended = try board.attempts(of: call.sender, endedAfter: since)
        guard let attempt = ended.max(by: { $0.id.rawValue < $1.id.rawValue }), attempt.end?.outcome != .void,
            let item = try board.item(min(attempt.position, attempt.questionCount - 1), of: attempt.id),
            try Attempts.shown(item, of: attempt, board).read(Cleaned(CommandText.reply(spoken)).text) != nil
        else { return nil }
        return Decision(
            outgoing: [
                Outgoing(
                    .say(AttemptSaying.afterTheEnd(try board.knownTest(attempt.test)), in: call.room),
                    key: "afterTheEnd/\(attempt.key)"
                )
            ]
        )
    }

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

    // MARK: Among others

    /// What its taker says in the room of a question into which somebody else has come: nothing that others read is an answer.
    ///
    /// They hear so once, and get the question in a room of their own. That it was asked in another room gives them no time.
    private static func overheard(_ attempt: Attempt, _ call: Call, _ board: some Board) throws -> Decision? {
        guard attempt.end == nil, let item = try board.item(attempt.position, of: attempt.id) else { return nil }
        let asked = try board.room(of: Subject.testQuestion(attempt.id, attempt.position).text)
        guard try asked == call.room || board.room(of: Subject.attempt(attempt.id).text) == call.room else {
            return nil
        }
        let key = "\(attempt.key)/\(call.room)"
        var decision = Decision(
            outgoing: [
                Outgoing(.say(AttemptSaying.answerOverheard(attempt), in: call.room), key: "overheard/\(key)")
            ]
        )
        // A later question went elsewhere by itself.
        guard asked == call.room else { return decision }
        let question = AttemptSaying.Question(
            test: try board.knownTest(attempt.test),
            attempt: try Attempts.counted(attempt, at: call.receivedAt, board),
            shown: try Attempts.shown(item, of: attempt, board),
            mark: item.mark,
            askedAgainAt: call.receivedAt
        )
        decision.outgoing.append(
            Outgoing(
                .tell(AttemptSaying.questionAgain(question), attempt.person),
                key: "questionAgain/\(key)",
                urgency: .decision
            )
        )
        return decision
    }

    /// An answer among others: it is not taken, and the person hears where it would be.
    private static func saidElsewhere(
        _ spoken: Spoken,
        _ call: Call,
        _ board: some Board,
        _ manner: Manner
    ) throws -> Decision? {
        if CommandText(spoken, place: .shared, manner: manner) == nil,
            let attempt = try board.runningAttempt(of: call.sender)
        {
            return try overheard(attempt, call, board)
        }
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
        guard call.place == .direct else { return try overheard(stored, call, board) }
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
