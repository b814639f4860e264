import Groups
import Identifiers

/// What the bot says about questions to applicants, and about who looks after a request.
enum AskingSaying: Saying {
    /// To the applicant: the question, to which a reply is the answer.
    case question(JoinRequest, Group, JoinRequest.Question)
    /// To the applicant, halfway to the end.
    case stillUnanswered(JoinRequest, Group, JoinRequest.Question, Timestamp)
    /// To the applicant: there was no answer.
    case lapsed(JoinRequest, Group)
    /// To the applicant: the answer was passed on, and the clock runs.
    case answered(JoinRequest, Group, isLate: Bool)
    /// To the applicant, who wrote something that is no command: how to make it the answer about a request, or about others.
    case answerMeant(RequestID, others: [RequestID], text: String?)
    /// To the administrators: the answer.
    case answer(Answered, mentions: [UserID])
    /// To the administrator who asked, with how the applicant stands to the criteria.
    /// `isAway` says that the bot has lost sight of the applicant.
    case asked(RequestID, CriteriaReport?, isAway: Bool)
    /// Asks for the question after a tap.
    case questionWanted(RequestID, UserID)
    /// To somebody who thought better of asking.
    case notAsked(RequestID)
    case claimed(JoinRequest, Group, CriteriaReport?)
    case released(RequestID)
    case passed(RequestID, to: UserID)
    /// To the administrator to whom a request was given.
    case passedToYou(JoinRequest, Group, CriteriaReport?, by: UserID)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// A request with the question that was just answered.
    struct Answered: Hashable, Sendable {
        var request: JoinRequest
        var group: Group
        var question: JoinRequest.Question
        /// Whether it was late before the question, and is again.
        var isLate: Bool
        /// How the applicant stands to the criteria by now.
        var criteria: CriteriaReport?
    }
}

/// What the bot says about invitations to groups.
enum InvitationSaying: Saying {
    /// To the person invited.
    case invited(Invitation, Group, isFreelancer: Bool)
    /// To the administrator who invited.
    case sent(Invitation, Group, isFreelancer: Bool)
    /// To the administrator who took an invitation of that person back.
    case takenBack(UserID, Group)
    /// To the person who was invited.
    case yoursWasTakenBack(Group)
    /// To a reply to the invitation that is neither yes nor no.
    case howToAnswer(Group)
    /// To a yes or no said to nothing in particular, where it can't be told which of these groups is meant.
    case whichOne([Group])
    case list(Group, [Invitation])
    /// To the person who accepted.
    case welcome(Invitation, Group, isRoomShut: Bool)
    /// To the person who declined.
    case declined(Group)
    /// To the administrator who invited: what the person said.
    case answered(Invitation, Group, isAccepted: Bool, mentions: [UserID])
    /// To the person who was invited and has not answered in time.
    case ranOut(Group)
    /// To the administrator who invited them.
    case unanswered(Invitation, Group, mentions: [UserID])
    /// The invitation itself once there is nothing left to say to it.
    case settled(Invitation, Group, at: Timestamp)
    /// The same after a decision about the person’s request.
    case overtaken(Invitation, Group, by: JoinRequest, at: Timestamp)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}

/// What the bot says about removing and banning people.
enum BanSaying: Saying {
    case removed(UserID, Group)
    /// To the person themselves.
    case youWereRemoved(Removal, Group, owners: [UserID])
    case banned(Ban, Group)
    /// To the person themselves.
    case youAreBanned(Ban, Group, ending: Ending, owners: [UserID])
    /// Among others, to somebody who is told the rest alone.
    case seeDirectMessage
    case list(Group, [Ban], hasMore: Bool)
    case unbanned(UserID, Group)
    /// To the person themselves.
    case youAreUnbanned(Group)

    /// What ended with a ban.
    enum Ending: Hashable, Sendable {
        case nothing
        case membership
        case request(RequestID)
        /// A place on the waiting list.
        case place
    }

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
