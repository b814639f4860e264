import Groups
import Identifiers

/// What the bot says before a request waits for people, and where no person is needed.
enum JoiningSaying: Saying {
    /// One of the questions, and what comes before it.
    case question(Question, Lead)
    /// Among others: the rest is for one pair of eyes.
    case goesOnAlone(Group)
    /// The receipt of a request that lacks something nobody decides about.
    case incomplete(JoinRequest, Group, CriteriaReport)
    /// Nothing is missing any more: by that version of the criteria, where it is another than that under which it was asked.
    case completed(JoinRequest, Group, by: Int?)
    /// The same while the operator has stopped the group.
    case held(JoinRequest, Group)
    /// What the group asks for by now can be given at once.
    case mayBeRejudged(JoinRequest, Group, CriteriaReport)
    /// Other criteria count from now on, as the applicant wishes.
    case rejudged(JoinRequest, Group, CriteriaReport)
    /// To the applicant: in, without anybody having looked.
    case admittedByRule(JoinRequest, Group, isRoomShut: Bool)
    /// The same, to those who made the rule.
    case ruleApplied(JoinRequest, Group)
    case cancelled(Group, Given, isPrivate: Bool)
    /// The person may not ask any more.
    case stopped(Group, Refusal)
    /// Nothing was said for too long.
    case timedOut(Group, Given)
    /// At the door, to somebody who knocked and then said no more.
    case over(Group)
    /// To somebody who took back the message with an answer that went with a request.
    case answerStays(Group, Criterion)
    /// To somebody who edited such a message, or one with an answer in the middle of the questions.
    case editChangedNothing(Group, Criterion, mayGoBack: Bool)
    /// To somebody who edited or took back the message with their answer to the administrators' question.
    case replyStays(JoinRequest, Group, isEdited: Bool)
    case admissionSet(Group, CriteriaSet)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// A question to somebody who wants to join.
    struct Question: Hashable, Sendable {
        var report: CriteriaReport
        var criterion: Criterion
        /// From 1, of so many.
        var number: Int
        var total: Int
        var answered: Int
        var maySkip: Bool
        /// What the request would have to wait for if the question were left out.
        var thenWaitsFor: [Criterion]
        var mayGoBack: Bool
        var endsAt: Timestamp
    }

    /// What had been given when the questions ended: words, which are deleted, and files, which stay.
    struct Given: Hashable, Sendable {
        var words: Int
        var files: Int

        init(_ application: Application) {
            files = application.filesGiven
            words = application.answered - files
        }
    }

    /// What became of the words before.
    enum Lead: Hashable, Sendable {
        case begun
        /// Where the person was when they came back.
        case resumed
        case noted
        case skipped
        case wentBack
        case atTheFirst
        case cannotSkip
        case startedOver
        /// The message with the answer is gone.
        case tookBack
        /// The group asks for something else by now.
        case changed
        case mistaken(CriteriaMistake)
        case wrongCode
    }
}
