import Groups
import Identifiers

/// What the bot says about jobs that people think should not be here.
enum ReportSaying: Saying {
    /// To whoever reported; after a tap they may say why.
    case thanks(Job, mayAddReason: Bool)
    /// To an operator, with a mention where it is news: what was said of a job.
    case reported(ReportedJob, to: UserID?)
    case list([ReportedJob], hasMore: Bool)
    /// To an operator who asked among others.
    case notHere
    /// To the client: nobody is shown the job until an operator has looked at it.
    case held(Job, operators: [UserID])
    /// To the operator.
    case cleared(Job)
    /// To the client: it is shown again, without the deadline that it missed.
    case released(Job, missed: Day?)
    /// To the client: no operator has looked at it in all that time, and it has ended.
    case heldToTheEnd(Job, operators: [UserID])
    /// To the operator.
    case removed(Job)
    /// To the client: it is gone for good.
    case yoursWasRemoved(Job, String, by: UserID)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }
}
