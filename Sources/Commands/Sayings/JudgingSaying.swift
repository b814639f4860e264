import Groups
import Identifiers

/// What the bot says about verdicts on single criteria.
enum JudgingSaying: Saying {
    /// To the administrator who typed them.
    case marked(Marked)
    /// What there is to be judged.
    case toJudge(JoinRequest, CriteriaReport)
    /// What is wrong with verdicts; none of them is stored.
    case mistakes(JoinRequest, CriteriaReport, [VerdictMistake])
    /// One criterion, to be marked by a tap or a reply.
    case item(JoinRequest, Checklist.Item, isAsked: Bool, [RoomID: String])
    /// Asks for the question about a criterion, after a tap.
    case questionWanted(RequestID, Int, UserID)
    /// To the applicant: other criteria count from now on.
    case rejudged(JoinRequest, CriteriaReport)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// Verdicts that were stored.
    struct Marked: Hashable, Sendable {
        var request: JoinRequest
        var group: Group
        var verdicts: [VerdictText]
        /// Those of other administrators that they replace.
        var replaced: [ItemVerdict]
        /// How the applicant stands now.
        var report: CriteriaReport?
    }
}
