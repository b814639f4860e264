import Groups
import Identifiers

/// What the bot does by itself about a question that an applicant has not answered: a reminder halfway, and the end.
enum Silences {
    /// How many one tick looks at.
    ///
    /// When more are due, the next tick follows at once.
    static let requestsAtMost = 100

    static func decide(at now: Timestamp, _ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for item in try board.unanswered(by: now, limit: requestsAtMost) {
            var request = item.request
            let group = try board.knownGroup(request.group)
            // Nobody is pressed for an answer that nobody would read.
            guard group.state != .archived else {
                decision += try Walks.void(request, group, at: now, board)
                continue
            }
            let step = item.step(at: now, in: board.zone(of: group))
            decision.changes.append(.request(step))
            switch step {
            case .applicantReminded(_, let lapsesAt):
                decision.outgoing.append(
                    Outgoing(
                        .tell(AskingSaying.stillUnanswered(request, group, item.question, lapsesAt), request.person),
                        key: "unanswered/\(request.key)/\(item.question.number)",
                        urgency: .decision,
                        subject: .question(request.id)
                    )
                )
            default:
                request.state = .lapsed(at: now)
                decision.outgoing += [
                    Outgoing(
                        .tell(AskingSaying.lapsed(request, group), request.person),
                        key: "lapsed/\(request.key)",
                        urgency: .decision
                    ),
                    try Cards.closed(request, in: group, board),
                ]
                decision.outgoing += try Doors.turnAway(request, from: group, board)
            }
        }
        return decision
    }
}
