package import Groups
import Identifiers

/// Decides what to do about what was heard, or nil where it isn't meant for the bot.
///
/// Nothing but its arguments goes in: the same event and the same board give the same decision.
///
/// - Throws: Only faults of the board. What a person did wrong, and what the rules deny, is answered.
package func respond(
    to heard: Heard,
    _ call: Call,
    _ board: some Board,
    _ manner: Manner
) throws -> Decision? {
    try decide(about: heard, call, board, manner)?.upheld(call, board).recorded(at: call.receivedAt, board)
}

private func decide(about heard: Heard, _ call: Call, _ board: some Board, _ manner: Manner) throws -> Decision? {
    switch heard {
    case .message(let spoken): try answer(spoken, call, board, manner)
    case .reaction(let key, let target): try tap(key, on: target, call, board)
    case .redaction(let target):
        try ChangedAnswers.takenBack(target, call, board) ?? JobEnd.takenBack(target, call, board)
    case .edit(let target): try ChangedAnswers.edited(target, call, board)
    // Whoever was just told something need not be told who speaks.
    case .arrival: try board.isOpenedByBot(call.room) ? nil : welcome(call, board)
    case .tick(let chore): try chore.decide(call, board)
    case .knock(let reason):
        try Knocks.knocked(saying: reason, call, board).map { try meteredAtTheDoor($0, call, board) }
    case .knockTakenBack: try Knocks.takenBack(call, board)
    }
}

private func welcome(_ call: Call, _ board: some Board) -> Decision {
    Decision(
        outgoing: [
            Outgoing(
                .say(HelpSaying.welcome(hall: board.hall.name), in: call.room),
                key: "welcome/\(call.room)/\(call.sender)"
            )
        ]
    )
}

/// A tap on one of the bot's own messages.
///
/// A tap can be taken back and made again for ever. So it is taken off the budget of whoever taps like a command, and what it
/// is answered with is said once a minute to each person about each message.
private func tap(_ key: String, on target: EventID, _ call: Call, _ board: some Board) throws -> Decision? {
    guard let subject = try board.subject(of: target, in: call.room).flatMap(Subject.init(text:)),
        let decision = try tapped(key, on: subject, call, board)
    else { return nil }
    let once = "tap/\(subject.text)/\(call.sender)/\(CardReply.plain(key))/\(call.minute)"
    guard !decision.takesTestAnswer else { return decision }
    return try metered(decision.saidOnce(once), call, board)
}

private func tapped(_ key: String, on subject: Subject, _ call: Call, _ board: some Board) throws -> Decision? {
    try refusing(call, board) {
        switch subject {
        case .request(let id): try CardReply.tapped(key, on: id, call, board)
        case .item(let id, let number): try JudgingReply.tapped(key, on: id, number, call, board)
        case .invitation(let id): try InvitationReply.tapped(key, on: id, call, board)
        case .draft(let id): try DraftReply.tapped(key, on: id, call, board)
        case .job(let id): try ReportJob.tapped(key, on: id, call, board)
        case .jobOutcome(let id): try JobEnd.tapped(key, on: id, call, board)
        case .jobWarning(let id): try JobLives.tapped(key, on: id, call, board)
        case .calendarImport(let id): try CalendarImporting.tapped(key, on: id, call, board)
        case .testOffer(let id): try TakeTest.tapped(key, on: id, call, board)
        case .testQuestion(let id, let position): try AttemptAnswers.tapped(key, on: id, position, call, board)
        case .testImport(let id): try TestImporting.tapped(key, on: id, call, board)
        case .refusalReason, .questionWanted, .itemQuestion, .question, .jobQuestion, .jobAlert, .evidence, .attempt,
            .testResult:
            nil
        }
    }
}

private func answer(_ spoken: Spoken, _ call: Call, _ board: some Board, _ manner: Manner) throws -> Decision? {
    if spoken.replyTo == call.event, try !FilesHeard.areForBot(call, board) { return nil }
    let reply = try refusing(call, board) { try replied(spoken, call, board, manner) }
    let tested = try reply ?? refusing(call, board) { try AttemptAnswers.said(spoken, call, board, manner) }
    let said =
        try tested ?? AlertEnding.repliedToList(spoken, call, board)
        ?? Applications.said(spoken, call, board, manner) ?? GuidedForms.said(spoken, call, board, manner)
    guard let decision = try said ?? typed(spoken, call, board, manner) else { return nil }
    guard !decision.takesTestAnswer else { return decision }
    return try metered(decision, call, board)
}

/// A reply to one of the bot's own messages, or something said in the thread on it, where it decides something.
private func replied(
    _ spoken: Spoken,
    _ call: Call,
    _ board: some Board,
    _ manner: Manner
) throws -> Decision? {
    if let file = try FilesHeard.alone(spoken, call, board, manner) { return file }
    guard let target = spoken.replyTo ?? call.thread,
        let subject = try board.subject(of: target, in: call.room).flatMap(Subject.init(text:))
    else { return nil }
    let text = CommandText.reply(spoken)
    // A command stays one, whatever it is a reply to.
    guard !text.hasPrefix(manner.prefix) else { return nil }
    // What clients with threads send in one is a reply to nothing in particular.
    let isInThread = spoken.replyTo == nil
    if let asked = Asked(subject), asked.person != call.sender {
        return try asked.answered(by: call, saying: text, inThread: isInThread, board)
    }
    do {
        switch subject {
        case .request(let id):
            if let decision = try CardReply.replied(text, to: id, inThread: isInThread, call, board) { return decision }
            // Among others it may be talk about the request.
            guard call.place == .direct, !isCommand(spoken, call, manner) else { return nil }
            return .answer(AdministrationSaying.howToDecide(id))
        case .refusalReason(let id, _):
            // Of what is said in a thread among others, nobody knows whether it is the reason or talk about it.
            guard !isInThread || (call.place == .direct && !isCommand(spoken, call, manner)) else { return nil }
            return try CardReply.reasonGiven(text, for: id, call, board)
        case .questionWanted(let id, _):
            guard !isInThread || (call.place == .direct && !isCommand(spoken, call, manner)) else { return nil }
            return try CardReply.questionGiven(text, for: id, call, board)
        case .item(let id, let number):
            guard !isInThread || call.place == .direct else { return nil }
            return try JudgingReply.replied(text, to: id, number, call, board)
        case .itemQuestion(let id, let number, _):
            guard !isInThread || (call.place == .direct && !isCommand(spoken, call, manner)) else { return nil }
            return try JudgingReply.questionGiven(text, for: id, number, call, board)
        case .question(let id):
            guard !isInThread || !isCommand(spoken, call, manner) else { return nil }
            return try Answer.replied(text, about: id, call, board)
        case .invitation(let id):
            if let decision = try InvitationReply.replied(text, to: id, call, board) { return decision }
            guard call.place == .direct, !isCommand(spoken, call, manner) else { return nil }
            return try InvitationReply.explained(id, call, board)
        case .draft(let id): return try DraftReply.replied(text, to: id, inThread: isInThread, call, board)
        case .jobOutcome(let id): return try JobEnd.replied(text, to: id, call, board)
        case .jobWarning(let id): return try JobLives.replied(text, to: id, call, board)
        case .calendarImport(let id): return try CalendarImporting.replied(text, to: id, call, board)
        case .testOffer(let id): return try TakeTest.offered(id, saying: text, call, board)
        case .testQuestion(let id, let position):
            return try AttemptAnswers.replied(text, to: id, position, call, board)
        case .testResult(let id):
            guard !isCommand(spoken, call, manner) || !isInThread else { return nil }
            return try FollowUps.explained(text, about: id, call, board)
        case .testImport(let id): return try TestImporting.replied(text, to: id, call, board)
        case .jobQuestion(let id, let person):
            guard !isInThread || !isCommand(spoken, call, manner) else { return nil }
            return try AskRespondent.replied(text, about: id, with: person, call, board)
        case .job(let id): return try RespondToJob.repliedInstead(to: id, inThread: isInThread, call, board)
        case .jobAlert(let id): return try AlertEnding.replied(text, to: id, call, board)
        case .evidence, .attempt: return nil
        }
    } catch let error as UsageError {
        return .answer(UsageSaying(error: error, usage: subject.usage))
    }
}

extension Subject {
    /// How to type what a reply to a message about this means.
    fileprivate var usage: Usage {
        switch self {
        case .questionWanted: Ask.usage
        case .item, .itemQuestion: Verdict.usage
        case .question: Answer.usage
        case .testOffer, .attempt, .testQuestion: TakeTest.usage
        case .testResult: ExplainAnswer.usage
        case .testImport: ImportQuestions.usage
        case .jobOutcome, .jobWarning: CloseJob.usage
        case .jobQuestion: AskRespondent.usage
        case .jobAlert: UnwatchJobs.usage
        case .request, .refusalReason, .invitation, .draft, .calendarImport, .job, .evidence: Refuse.usage
        }
    }
}

private func isCommand(_ spoken: Spoken, _ call: Call, _ manner: Manner) -> Bool {
    var text = CommandText(spoken, place: call.place, manner: manner)
    return text?.takeCommand() != nil
}

/// A command.
private func typed(_ spoken: Spoken, _ call: Call, _ board: some Board, _ manner: Manner) throws -> Decision? {
    guard var text = CommandText(spoken, place: call.place, manner: manner) else {
        return try AttemptAnswers.afterwards(spoken, call, board, manner)
            ?? AnswerMeant.hint(spoken, call, board, manner)
    }
    let asTyped = text
    guard let command = text.takeCommand(), command.usage.isOpen(to: call.sender, in: board.hall) else {
        return try refusing(call, board) {
            try InvitationReply.said(asTyped, call, board) ?? DraftReply.said(asTyped, call, board)
        }
            ?? AttemptAnswers.afterwards(spoken, call, board, manner)
            ?? AnswerMeant.hint(spoken, call, board, manner)
            ?? AlertEnding.said(asTyped, call, board)
            ?? unknown(asTyped, call, board)
    }
    do {
        text.readForm(command.usage.fields)
        return try refusing(call, board) { try command.init(&text).decide(call, board) }
    } catch let error as UsageError {
        return .answer(UsageSaying(error: error, usage: command.usage))
    }
}

/// What to say to something that is no command.
private func unknown(_ text: CommandText, _ call: Call, _ board: some Board) -> Decision? {
    let known = allCommands.map { $0.usage }.filter { $0.isOpen(to: call.sender, in: board.hall) }
    let family = known.filter { $0.name.hasPrefix(text.name + " ") }
    // In a shared room it may be meant for another bot, or for nobody.
    guard call.place == .direct || text.isAddressed || !family.isEmpty else { return nil }
    guard family.isEmpty else {
        var words = text.words
        let typed = (try? words.next("command")).map { "\(text.name) \($0.lowercased())" } ?? text.name
        let near = closest(to: typed, among: family.map(\.name))
        return once(HelpSaying.unknown(typed, near: family.first { $0.name == near } ?? family.first), to: typed, call)
    }
    // Of all that is near to “help”, most is a greeting: whoever says hello is better told what there is.
    let near = closest(to: text.name, among: known.map(\.name).filter { $0 != ShowHelp.usage.name })
    return once(HelpSaying.unknown(text.name, near: known.first { $0.name == near }), to: text.name, call)
}

/// Says that a word is no command: once in ten minutes for each word, person and room.
///
/// A machine that sends back whatever it is told would otherwise keep the bot talking for ever.
private func once(_ saying: HelpSaying, to typed: String, _ call: Call) -> Decision {
    let tenMinutes = call.receivedAt.rawValue / 600_000
    let word = String(decoding: typed.utf8.prefix(60), as: UTF8.self)
    let key = "unknown/\(call.room)/\(call.sender)/\(tenMinutes)/\(word)"
    return Decision(outgoing: [Outgoing(.answer(saying), key: key)])
}

/// Turns the rules' no into an answer.
private func refusing(
    _ call: Call,
    _ board: some Board,
    _ decide: () throws -> Decision?
) throws -> Decision? {
    do {
        return try decide()
    } catch Refusal.authority(.notYoursToDecide(let ids)) {
        let own = try ownGroup(call, board)
        return .answer(RefusalSaying(refusal: .authority(.notYoursToDecide(ids)), ownGroup: own))
    } catch Refusal.membership(.alreadyDecided(let request)) {
        let isPrivate = try call.place == .direct || board.knownGroup(request.group).rooms.admin == call.room
        return .answer(RefusalSaying(refusal: .membership(.alreadyDecided(request)), isPrivate: isPrivate))
    } catch let refusal as Refusal {
        return .refused(refusal, call)
    }
}

/// A group whose waiting requests the caller may see right there.
private func ownGroup(_ call: Call, _ board: some Board) throws -> Group? {
    guard call.place == .shared else { return try board.groups(administeredBy: call.sender, limit: 1).first }
    guard let id = try board.groupAdministered(in: call.room), try board.isAdministrator(call.sender, of: id) else {
        return nil
    }
    return try board.knownGroup(id)
}

extension Decision {
    /// Changes nothing and answers.
    static func answer(_ saying: any Saying) -> Decision {
        Decision(outgoing: [Outgoing(.answer(saying))])
    }

    static func + (left: Decision, right: Decision) -> Decision {
        var both = Decision(changes: left.changes + right.changes, outgoing: left.outgoing + right.outgoing)
        both.faults = left.faults + right.faults
        return both
    }
}
