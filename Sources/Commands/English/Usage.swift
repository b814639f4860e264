import Groups

extension UsageError {
    /// What is wrong, in one sentence.
    var line: Phrase {
        switch self {
        case .missing(let parameter): "Something is missing: \(words: parameter)."
        case .notAPerson(let word): "“\(word)” is not a person. People look like \(code: "@ann:example.org")."
        case .notANumber(let word): "“\(word)” is not a number such as \(code: "#41")."
        case .notDays(let word):
            "“\(word)” is not a number of days from 0 to 365, or \(code: "now")."
        case .notADayToCome(let word):
            "“\(word)” is not a day to come within \(Ban.yearsAtMost) years. Write it like \(code: "2027-03-31")."
        case .tooLong(let field, let limit): "The \(words: field) is too long: at most \(limit) bytes, please."
        case .unexpected(let word): "I don’t know what to do with “\(word)” here."
        case .needsQuotes: "A name of several words stands in quotes."
        }
    }
}
