import Groups
import Identifiers

/// What the bot says while somebody fills in a form one question at a time.
enum GuidedFormSaying: Saying {
    /// One of the questions, and what comes before it.
    case question(Question, Lead)
    /// Among others: the rest is for one pair of eyes.
    case goesOnAlone
    case cancelled(Matter)
    /// Nothing was said for too long.
    case timedOut(GuidedForm.Purpose)
    /// To somebody who edited the message with an answer.
    case editChangedNothing(field: String, mayGoBack: Bool)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// What the questions are about.
    enum Matter: Hashable, Sendable {
        /// A job, for that group where one was named at the beginning.
        case posting(Group?)
        /// `isAgain` says that there is a response already, which the new one takes the place of.
        case responding(Job, isAgain: Bool)
    }

    struct Question: Hashable, Sendable {
        var matter: Matter
        var field: String
        /// From 1, of so many.
        var number: Int
        var total: Int
        var isNeeded: Bool
        var present: Present?
        var mayGoBack: Bool
        /// Whether all further questions may be left out.
        var mayEnd: Bool
    }

    /// What holds as long as nothing else is said.
    enum Present: Hashable, Sendable {
        case text(String)
        case group(Group)
    }

    /// What became of the words before.
    enum Lead: Hashable, Sendable {
        case begun
        /// Where the person was when they came back.
        case resumed
        case noted
        /// `stays` says that something holds all the same.
        case skipped(stays: Bool)
        case wentBack
        case atTheFirst
        case cannotSkip
        case startedOver
        /// The message with the answer is gone.
        case tookBack
        case mistaken([FormMistake])
    }
}
