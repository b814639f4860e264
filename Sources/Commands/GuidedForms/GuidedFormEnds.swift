import Groups
import Identifiers

extension GuidedForms {
    /// How many one tick drops.
    static let formsAtMost = 100

    /// Drops what nobody went on with.
    static func expire(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for var form in try board.guidedFormsDue(by: call.receivedAt, limit: formsAtMost) {
            // While the bot was away nobody could answer: they have the whole time again.
            if call.receivedAt.rawValue - form.endsAt.rawValue > GuidedForm.lateMs {
                form.ask(form.asking, at: call.receivedAt)
                decision.changes.append(.guidedForm(.asking(form)))
                continue
            }
            decision.changes.append(.guidedForm(.ended(form.person)))
            decision.outgoing.append(
                Outgoing(
                    .tell(GuidedFormSaying.timedOut(form.purpose), form.person),
                    key: "guidedTimedOut/\(form.person)/\(form.beganAt.rawValue)",
                    urgency: .answer
                )
            )
        }
        return decision
    }

    /// Somebody edited the message with an answer: they learn that it changed nothing.
    static func edited(_ target: EventID, _ call: Call, _ board: some Board) throws -> GuidedFormSaying? {
        guard let form = try board.guidedForm(of: call.sender),
            let answer = form.answers.first(where: { $0.event == target && !$0.isSkipped })
        else { return nil }
        return .editChangedNothing(field: answer.field, mayGoBack: answer == form.answers.last)
    }

    /// Somebody took the message with an answer back: it is asked again.
    static func takenBack(_ target: EventID, _ call: Call, _ board: some Board) throws -> Decision? {
        guard var form = try board.guidedForm(of: call.sender),
            let answer = form.answers.first(where: { $0.event == target && !$0.isSkipped })
        else { return nil }
        form.forget(answer.field)
        form.asking = answer.field
        return try asked(form, .tookBack, call, board)
    }
}
