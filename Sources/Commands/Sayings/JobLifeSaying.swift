import Groups
import Identifiers

/// What the bot says about how a job goes on and ends.
enum JobLifeSaying: Saying {
    /// How to change a job, with what it says now.
    case howToEdit(JobCard)
    case nothingChanged(Job)
    /// The form is in order; nothing is stored.
    case wouldChange(Edit)
    case changed(Edit)
    case kept(Job)
    case bumped(Job, JobSaying.Places)
    case howDidItEnd(Job)
    /// To the client who closed it.
    case closed(Job, wasHeld: Bool)
    /// To the client who took back the message with its form.
    case takenBack(Job)
    case reopened(Job)
    /// To the client: its time is nearly over.
    case warning(Job)
    /// To the client: its time is over.
    case ranOut(Job)
    /// What becomes of a question about a job once it is answered.
    case answered(Job)
    /// To a client whose new job is nearly one that is open.
    case nearlyTheSame(Job, mayBump: Bool, isGuided: Bool)

    func message(for reader: Reader) -> Message {
        switch reader.language {
        case .english: english(reader)
        }
    }

    /// A job before and after it was changed.
    struct Edit: Hashable, Sendable {
        var old: JobCard
        var new: JobCard
        var fields: Set<JobField>
        /// Skills that may be a slip.
        var newSkills: [NewSkill]
    }
}
