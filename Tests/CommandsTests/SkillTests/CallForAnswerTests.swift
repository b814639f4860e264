import Groups
import Testing

@testable import Commands

/// Goal: each wording can be told from all others in a text that somebody has typed anew.
struct CallForAnswerTests {
    @Test(
        "Each of the wordings is found in a text, and no other with it",
        arguments: [
            AnswerHint.letter(count: 4), .letters(count: 5), .trueFalse, .words, .number, .sides(left: 3, right: 4),
        ]
    )
    func distinct(_ hint: AnswerHint) {
        let phrases = (0..<WordingMark.count).map { English.callForAnswer($0, hint: hint) }
        for (mark, phrase) in phrases.enumerated() {
            let typed = "Does anybody know this? " + phrase.uppercased().dropLast().replacing(",", with: "")
            let leaked = LeakedText(typed + "\nThanks!")
            #expect(leaked.phrase(among: phrases) == mark, "\(phrase)")
        }
        #expect(Set(phrases).count == WordingMark.count)
    }
}
