import Groups
import Identifiers

/// The question for a reason or a question that the bot put to one administrator after their tap.
///
/// What they say to it goes to the applicant in their name, so nobody says it for them.
struct Asked: Hashable, Sendable {
    var request: RequestID
    var person: UserID
    var what: What

    enum What: Hashable, Sendable {
        /// Why the request is refused.
        case reason
        /// What the applicant is to be asked.
        case question
        /// The same about one criterion.
        case questionAbout(Int)
    }

    /// Nil where it is anybody's to answer.
    init?(_ subject: Subject) {
        switch subject {
        case .refusalReason(let id, let person): (request, self.person, what) = (id, person, .reason)
        case .questionWanted(let id, let person): (request, self.person, what) = (id, person, .question)
        case .itemQuestion(let id, let number, let person):
            (request, self.person, what) = (id, person, .questionAbout(number))
        case .request, .item, .question, .invitation, .draft, .job, .calendarImport, .evidence, .testOffer, .attempt,
            .testQuestion, .testResult, .testImport, .jobOutcome, .jobWarning,
            .jobQuestion, .jobAlert:
            return nil
        }
    }

    /// What it means that somebody else replied: nothing, and each is told so once; what asks the others is talk.
    func answered(
        by call: Call,
        saying text: String,
        inThread: Bool,
        _ board: some Board
    ) throws -> Decision? {
        guard !inThread, !text.isEmpty, !text.hasSuffix("?"), let request = try board.request(request) else {
            return nil
        }
        guard try board.isAdministrator(call.sender, of: request.group) else {
            return Decision(outgoing: [try CardReply.notYours(request, call, board)])
        }
        guard request.isOpen else { return nil }
        let saying = AdministrationSaying.askedOfAnother(self, by: call.sender)
        return Decision(outgoing: [CardReply.once(saying, "askedOfAnother/\(request.key)/\(what)/\(call.sender)", call)]
        )
    }
}
