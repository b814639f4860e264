import Groups

extension UsageError {
    /// What is wrong, in one sentence.
    var line: Phrase {
        switch self {
        case .missing(let parameter): "The \(words: parameter) is missing."
        case .notAPerson(let word): "“\(word)” is not a person. People look like \(code: "@ann:example.org")."
        case .notANumber(let word): "“\(word)” is not a number such as \(code: "#41")."
        case .notAQuestionNumber(let word): "“\(word)” is not the number of a question, such as \(code: "3")."
        case .notExtraTime(let word):
            """
            “\(word)” is not a number of percent from \(SkillTest.extraPercent.lowerBound) to \
            \(SkillTest.extraPercent.upperBound).
            """
        case .notDays(let word):
            "“\(word)” is not a number of days from 0 to 365, or \(code: "now")."
        case .notADayToCome(let word):
            """
            “\(word)” is not a day to come within \(Ban.yearsAtMost) years. Write it like \(code: "2027-03-31"), or \
            leave \(code: "until") out for a ban without an end.
            """
        case .tooLong(let field, let limit): "The \(words: field) is too long: \(English.room(limit))."
        case .unexpected(let word): "I don’t know what to do with “\(word)” here."
        case .noneOf(let word, let known):
            "“\(word)” is none of \(English.list(known.map { "\(code: $0)" }))."
        case .tooManyWords(let limit): "Those are more than \(limit) words; name those that matter most."
        case .pay(let word, .noAmount), .pay(let word, .unit), .pay(let word, .unreadable):
            """
            “\(word)” says no amount. Write it as \(code: "budget:5000EUR") or \(code: "budget:60EUR/hour"), or just \
            \(code: "budget:EUR") or \(code: "budget:hourly").
            """
        case .pay(let word, let error): error.line(word)
        case .notADomain(let word): "“\(word)” is not a domain such as \(code: "example.org")."
        case .searchMeant(let word, _): "I don’t know what to do with “\(word)” here."
        case .valueMissing(let what, _): "Which \(words: what)?"
        case .needsQuotes: "A name of several words stands in quotes."
        }
    }
}

extension English {
    /// How much fits into a text.
    ///
    /// What is counted are bytes, which nobody counts: of most languages it is as many letters, of some a third.
    static func room(_ bytes: Int) -> Phrase { "about \(words: grouped(bytes)) characters fit" }
}
