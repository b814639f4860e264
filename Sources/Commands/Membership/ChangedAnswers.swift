import Groups
import Identifiers

/// Messages with answers that are edited or taken back afterwards.
///
/// An answer counts as it was first said: whoever decides by it must be able to rely on it. But nobody is left to believe that
/// an edit changed it.
enum ChangedAnswers {
    /// Somebody edited a message alone with the bot: where it held an answer they learn, once, that the answer stands.
    static func edited(_ target: EventID, _ call: Call, _ board: some Board) throws -> Decision? {
        let stands =
            try AttemptAnswers.stands(target, call, board)
            ?? FollowUps.stands(target, isEdited: true, call, board)
        if let stands { return stands }
        guard call.place == .direct else { return nil }
        let written: (any Saying)? = try GuidedForms.edited(target, call, board)
        guard let saying = try written ?? standing(target, call, board) else { return nil }
        // In a message of its own: a reply to an edit shows as a reply to nothing.
        return Decision(outgoing: [Outgoing(.say(saying, in: call.room), key: "edited/\(target)")])
    }

    private static func standing(_ target: EventID, _ call: Call, _ board: some Board) throws -> JoiningSaying? {
        if let application = try board.application(of: call.sender),
            let place = application.answers.firstIndex(where: { $0.event == target && !$0.isSkipped }),
            let criterion = try board.criteria(of: application.group)?.set[application.answers[place].number]
        {
            let isLast = place == application.answers.count - 1
            return .editChangedNothing(try board.knownGroup(application.group), criterion, mayGoBack: isLast)
        }
        if let given = try board.answerGiven(by: target), given.person == call.sender,
            let criterion = try board.criteria(of: given.group)?.set[given.number]
        {
            return .editChangedNothing(try board.knownGroup(given.group), criterion, mayGoBack: false)
        }
        guard let id = try board.requestAnswered(by: target), let request = try board.request(id),
            request.person == call.sender
        else { return nil }
        return .replyStays(request, try board.knownGroup(request.group), isEdited: true)
    }

    /// Somebody took a message back: what it answered is asked again, and what went with a request stays; but a file that
    /// is gone is evidence no longer.
    static func takenBack(_ target: EventID, _ call: Call, _ board: some Board) throws -> Decision? {
        let stands =
            try AttemptAnswers.takenBack(target, call, board)
            ?? FollowUps.stands(target, isEdited: false, call, board)
        if let stands { return stands }
        if let withdrawn = try EvidenceWithdrawal.takenBack(target, call, board) { return withdrawn }
        if let forgotten = try GuidedForms.takenBack(target, call, board) { return forgotten }
        if var application = try board.application(of: call.sender),
            let answer = application.answers.first(where: { $0.event == target })
        {
            application.answers.removeAll { $0.number == answer.number }
            return try Applications.answering(application, call, board) { filing in
                guard let criterion = filing.report?.version.set[answer.number] else { return nil }
                return Applications.ask(application, filing, .tookBack, criterion, call)
            }
        }
        guard call.place == .direct else { return nil }
        if let given = try board.answerGiven(by: target), given.person == call.sender,
            let criterion = try board.criteria(of: given.group)?.set[given.number]
        {
            return .answer(JoiningSaying.answerStays(try board.knownGroup(given.group), criterion))
        }
        guard let id = try board.requestAnswered(by: target), let request = try board.request(id),
            request.person == call.sender
        else { return nil }
        return .answer(JoiningSaying.replyStays(request, try board.knownGroup(request.group), isEdited: false))
    }
}
