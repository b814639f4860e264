import Groups

extension English {
    /// The words that call for an answer, in one of ``WordingMark/count`` wordings that all say the same.
    ///
    /// What tells them apart are whole words, as those survive being typed anew, and none holds another.
    static func callForAnswer(_ mark: Int, hint: AnswerHint) -> String {
        let bits = (0..<4).map { mark >> $0 & 1 }
        let verb = bits[0] == 0 ? "Answer" : "Reply"
        let goesOn = bits[3] == 0 ? "to go on" : "to continue"
        func either(_ place: Int, _ first: String, _ second: String) -> String { bits[place] == 0 ? first : second }
        return switch hint {
        case .letter:
            "\(verb) \(either(1, "with the", "by its")) letter, or \(either(2, "tap it", "tap one")), \(goesOn)."
        case .letters:
            """
            \(verb) with \(either(1, "all letters that", "every letter that")) \
            \(bits[1] == 0 ? either(2, "are right", "fit") : either(2, "is right", "fits")), such as A C, or tap them and \
            then ✅, \(goesOn).
            """
        case .trueFalse:
            """
            \(verb) \(either(1, "true or false", "false or true")), or \(either(2, "tap it", "tap one")), \(goesOn).
            """
        case .words:
            "\(verb) \(either(1, "with", "in")) \(either(2, "a word or two", "a few words")), \(goesOn)."
        case .number:
            "\(verb) \(either(1, "with a", "by a")) number, \(either(2, "such as", "for example")) 3.5, \(goesOn)."
        case .sides:
            """
            \(verb) \(either(1, "with a", "by a")) letter for \(either(2, "each", "every")) number, such as 1B 2A, \
            \(goesOn).
            """
        }
    }
}
