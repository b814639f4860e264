import Groups
import Identifiers

/// The questions that somebody who wants to join is asked, one at a time, in a direct message.
enum Applications {
    /// Begins to ask, or goes on where the person was; nil where nothing is missing that they could give.
    static func begin(_ filing: Filing, _ call: Call, _ board: some Board) throws -> Decision? {
        let open = try board.application(of: call.sender)
        // Words alone with the bot are answers to the test then.
        if open != nil || (filing.report != nil && filing.prospects().toGive.first != nil),
            let attempt = try board.runningAttempt(of: call.sender)
        {
            throw Refusal.skillTest(.running(try board.knownTest(attempt.test), attempt))
        }
        if let open, open.group == filing.group.id { return try resume(open, filing, call, board) }
        guard let report = filing.report, let first = filing.prospects().toGive.first else { return nil }
        guard try board.guidedForm(of: call.sender) == nil else { throw Refusal.job(.inTheMiddle) }
        if let open {
            throw Refusal.membership(.inTheMiddle(of: try board.knownGroup(open.group), instead: filing.group))
        }
        let application = Application(
            person: call.sender,
            group: filing.group.id,
            message: filing.request.message,
            beganAt: call.receivedAt,
            version: report.version.number,
            asking: first
        )
        return ask(application, filing, .begun, first, call)
    }

    /// `!join` once more: where the person was, and the open question again.
    private static func resume(
        _ application: Application,
        _ filing: Filing,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision {
        var application = application
        if !filing.request.message.isEmpty { application.message = filing.request.message }
        return try proceed(application, filing, .resumed, call, board)
    }

    /// What is said alone with the bot while a question is open: the answer, unless it is a command with its prefix.
    static func said(_ spoken: Spoken, _ call: Call, _ board: some Board, _ manner: Manner) throws -> Decision? {
        guard call.place == .direct, spoken.replyTo != call.event,
            let application = try board.application(of: call.sender)
        else { return nil }
        let text = CommandText.reply(spoken)
        guard !text.isEmpty else { return nil }
        // With its prefix, or spoken to by name, a command is one as everywhere.
        let command = CommandText(spoken, place: .shared, manner: manner)
        let word = Word(rawValue: command.map { $0.words.isAtEnd ? $0.name : "" } ?? text.lowercased())
        guard try word != nil || (command == nil && !spoken.isClearlyCommand(call, board, manner)) else { return nil }
        return try answering(application, call, board) { filing in
            let options = filing.report?.version.set[application.asking]?.kind.options ?? []
            if let word, command != nil || !options.contains(where: { $0.lowercased() == word.rawValue }) {
                return try obey(word, application, filing, call, board)
            }
            return try take(text, application, filing, call, board)
        }
    }

    /// What is not an answer, because it says what to do about the questions.
    enum Word: String {
        case cancel
        case back
        case skip
        case `continue`
        case startOver = "start over"
    }

    /// A number that was answered by `!meet` while the questions are open: another way to say the same.
    static func met(
        _ number: Int,
        _ text: String,
        in group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard let application = try board.application(of: call.sender), application.group == group.id else {
            return nil
        }
        return try answering(application, call, board) { filing in
            guard let criterion = filing.report?.version.set[number] else { return nil }
            var asked = application
            asked.ask(criterion, of: application.version, at: call.receivedAt)
            return try take(text, asked, filing, call, board)
        }
    }

    /// The evidence that somebody is being asked for.
    static func evidenceAsked(of call: Call, _ board: some Board) throws -> Evidence.Wanted? {
        guard let application = try board.application(of: call.sender),
            let criterion = try board.criteria(of: application.group)?.set[application.asking],
            case .evidence = criterion.kind
        else { return nil }
        let item = Checklist.Item(criterion: criterion, mark: .missing)
        return Evidence.Wanted(group: try board.knownGroup(application.group), item: item)
    }

    /// A file was given while the questions are open: it is kept at once, and the next question follows.
    static func stored(
        _ submission: Submission,
        in group: Group,
        _ call: Call,
        _ board: some Board
    ) throws -> Decision? {
        guard let application = try board.application(of: call.sender), application.group == group.id else {
            return nil
        }
        let kept = Decision(changes: [.criteria(.submitted(submission))])
        return try answering(application, call, board) { filing in
            var filing = filing
            filing.given = [submission]
            var application = application
            var answer = Application.Answer(
                number: submission.number,
                asked: submission.asked,
                until: submission.until,
                event: submission.file?.event ?? call.event
            )
            answer.isFile = true
            application.take(answer)
            return kept + (try proceed(application, filing, .noted, call, board))
        }
    }
}

extension Criterion.Kind {
    /// What can be chosen from.
    fileprivate var options: [String] {
        if case .question(.choice(let options), _) = self { options } else { [] }
    }
}
