package import Groups

/// What is wrong with what was typed as a command.
package enum UsageError: Error, Hashable, Sendable {
    /// The command needs something more, which it calls by this name.
    case missing(String)
    case notAPerson(String)
    case notANumber(String)
    /// No number of a question.
    case notAQuestionNumber(String)
    /// How much more time somebody has was not a percentage within its bounds.
    case notExtraTime(String)
    /// How long somebody must wait was not a number of days.
    case notDays(String)
    /// No date, one that is over, or one too far ahead.
    case notADayToCome(String)
    /// A field or text is longer than it may be.
    case tooLong(field: String, limitBytes: Int)
    /// A word that the command knows nothing to do with.
    case unexpected(String)
    /// A word that is none of those that may stand there.
    case noneOf(String, [String])
    case notADomain(String)
    /// More words than are looked for at once.
    case tooManyWords(Int)
    /// What was typed as a budget says none.
    case pay(String, PayError)
    /// Words after a command that lists: the command that searches for them.
    case searchMeant(String, command: String)
    /// A command needs a value for one of several things; one that would do.
    case valueMissing(String, example: String)
    /// A name of several words stands without quotes; the command as it was meant.
    case needsQuotes(corrected: String)
}
