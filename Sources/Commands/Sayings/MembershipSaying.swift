import Groups
import Identifiers

/// What the bot says about joining, waiting and leaving.
enum MembershipSaying: Saying {
    /// The receipt of a request.
    case asked(JoinRequest, Group, decidedByNobodyElse: Bool, criteria: CriteriaReport? = nil)
    case left(Group, fromRoom: Bool)
    case withdrawn(JoinRequest, Group)
    /// The requests of the person who asks for them, the full groups in which they wait for a place, the groups in which some wait for that person, and the group about
    /// which they are being asked.
    case ownRequests([RequestLine], [QueueSaying.Line], waiting: [WaitingLine], hasMore: Bool, asking: Group?)
    /// The requests that wait for a group's administrators, the first of those who wait for a place, and of which
    /// applicants the bot has lost sight.
    ///
    /// `first` is how the applicant of the first of them stands.
    case waiting(
        Group,
        [JoinRequest],
        first: CriteriaReport?,
        total: Int,
        hasMore: Bool,
        queue: [QueuePlace],
        away: Set<UserID>
    )
    case request(RequestPage)
    /// To the applicant: they are in.
    /// `isRoomShut` says that the members’ room does not let the bot invite them yet.
    case admitted(JoinRequest, Group, JoinRequest.Verdict, isRoomShut: Bool)
    /// To the applicant: they are not.
    ///
    /// `offersHints` says that they could hear when what they lack is no longer asked for, `endsInvitation` that they had an
    /// invitation, which is over by it.
    case turnedDown(
        JoinRequest,
        Group,
        JoinRequest.Verdict,
        mayAskAt: Timestamp,
        owners: [UserID],
        missing: Judged,
        offersHints: Bool,
        endsInvitation: Bool
    )

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// A request in a list.
    struct RequestLine: Hashable, Sendable {
        var request: JoinRequest
        var group: Group
        /// How the applicant stands, where something is missing and nobody else reads it.
        var criteria: CriteriaReport?
    }

    /// A group whose requests wait for its administrators.
    struct WaitingLine: Hashable, Sendable {
        var group: Group
        var count: Int
    }

    /// A request with all that one of its two sides may see.
    struct RequestPage: Hashable, Sendable {
        var request: JoinRequest
        var group: Group
        var isAdministrator: Bool
        /// How the applicant stands to the criteria that they are judged by.
        var criteria: CriteriaReport?
        var questions: [JoinRequest.Question]
        /// What was said of the criteria, once the request is settled.
        var judged = Judged()
        /// The place on the waiting list that the approval gave.
        var place: QueuePlace?
    }
}

/// What the bot says to administrators.
enum AdministrationSaying: Saying {
    /// The card of a request that waits.
    case card(Card, mentions: [UserID])
    /// The card of a request that is decided or withdrawn.
    case closedCard(Card)
    /// How several decisions came out, one line each.
    case decisions([DecisionLine])
    /// Asks for the reason of a refusal that was tapped.
    case reasonWanted(RequestID, UserID)
    /// To somebody who thought better of a refusal.
    case stillWaiting(RequestID)
    /// To a reply to a card that decides nothing.
    case howToDecide(RequestID)
    /// To somebody who tapped on a card that isn't theirs to decide.
    case notYours(UserID, RequestID, Group)
    /// To the second of two administrators; with the group where they want to approve what it has refused.
    case tooLate(JoinRequest, by: UserID, refusedBy: Group?)
    case ownRequest(RequestID, UserID)
    /// To an administrator who answered what the bot had asked another one.
    case askedOfAnother(Asked, by: UserID)
    /// All that waits for an administrator.
    case reminder([Overview], mentions: [UserID])
    /// To a sponsor's owners: what their administrators have not decided in time.
    case overdue([Overview])
    /// To a sponsor's owners: what is due today.
    case dueToday([Overview])
    /// To the operator: groups that have not answered for seven business days.
    case unanswered([Overview])
    /// All that waits for an administrator who wants a list regularly.
    ///
    /// It leaves out so many groups.
    case digest([Overview], moreGroups: Int, for: UserID)
    /// To an applicant whose request is late, with what to expect now.
    case sorry(JoinRequest, Group, expectedAt: Timestamp, isOperatorTold: Bool)
    /// To an applicant whose request would be due, in a group that may not decide.
    case standsStill(JoinRequest, Group)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// What an administrator sees of a request.
    struct Card: Hashable, Sendable {
        var request: JoinRequest
        var group: Group
        var applicant: Person
        var badges: [Badge]
        /// Whether the applicant has a say in the group or its sponsor already.
        var isInsider: Bool
        var criteria: CriteriaReport?
        /// The questions that the applicant was asked, and the answers.
        var questions: [JoinRequest.Question]
        /// What there was between the applicant and the group before.
        var past: Past
        /// Whether the bot has lost sight of the applicant.
        var isAway: Bool
        /// What was said of the criteria, once the request is settled.
        var judged = Judged()
        /// What has become of the place that an approval gave, where the group was full.
        var end: QueueSaying.End?
    }

    /// How one decision came out.
    struct DecisionLine: Hashable, Sendable {
        var request: RequestID
        var outcome: Outcome
        /// Whether the bot has lost sight of the applicant.
        var isAway = false

        enum Outcome: Hashable, Sendable {
            /// `isRoomShut` says that the members’ room does not let the bot invite them yet, `place` that they wait for one.
            case approved(UserID, Group, Judged = Judged(), isRoomShut: Bool = false, place: QueuePlace? = nil)
            /// The person may ask again at that moment, or at once.
            case refused(UserID, Group, mayAskAt: Timestamp?)
            case failed(Refusal)
        }

        /// The group that decided, or nil where nothing was decided.
        var group: Group? {
            switch outcome {
            case .approved(_, let group, _, _, _), .refused(_, let group, _): group
            case .failed: nil
            }
        }
    }

    /// The requests of one group that wait.
    struct Overview: Hashable, Sendable {
        var group: Group
        var requests: [JoinRequest]
        var total: Int
        /// How the applicant of the first stands, for those who are to decide.
        var first: CriteriaReport?
        /// Those of whom the bot has lost sight.
        var away: Set<UserID>
    }
}
