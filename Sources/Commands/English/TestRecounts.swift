import Groups
import Identifiers

/// What is said when attempts were counted anew because a question was declared void.
extension SkillTestSaying {
    func rescored(
        _ test: SkillTest,
        _ number: Int,
        _ rescoring: Rescoring,
        _ running: Int,
        _ reader: Reader
    ) -> Message {
        var line: Phrase =
            rescoring.looked == 0
            ? "Nobody has finished an attempt with question \(number) of \(strong: test.name), so nothing has changed."
            : """
            Question \(number) of \(strong: test.name) is void: I have counted \
            \(English.count(rescoring.looked, "attempt", "attempts")) anew, and \
            \(words: rescoring.passed == 0 ? "nobody" : English.grouped(rescoring.passed)) passed by it.
            """
        if running > 0 {
            let who = running == 1 ? "One person is" : "\(English.grouped(running)) people are"
            line = line + " \(words: who) in the middle of an attempt with it; it won’t count for them."
        }
        return Message(
            [.line(line), .next("How it is taken: \(reader.command("tests stats \(test.handle)"))")],
            attention: .text,
            mentions: [rescoring.voidedBy]
        )
    }

    func passedByIt(
        _ pass: Pass,
        _ test: SkillTest,
        _ asked: AttemptResult.Asked?,
        _ reader: Reader
    ) -> Message {
        var line: Phrase = """
            A question of the test \(strong: test.name) was wrong, and counts for nobody any more. Counted anew, your \
            attempt came to \(pass.percent) %: you have passed.
            """
        if let until = pass.until { line = line + " The pass holds through \(words: EnglishDate.written(until))." }
        return Message(
            [.line(line)] + (asked.map { [.line($0.english)] } ?? [])
                + [
                    .next(
                        asked == nil
                            ? "See your passes: \(reader.command("profile"))" : AttemptResult.Asked.next(test, reader)
                    )
                ],
            attention: .text,
            mentions: [pass.person]
        )
    }

    func raisedByIt(_ pass: Pass, _ test: SkillTest, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    A question of the test \(strong: test.name) was wrong, and counts for nobody any more. Counted anew, \
                    your pass came to \(pass.percent) %. That may be enough for a group that asks for more.
                    """
                ),
                .next(
                    "See what groups ask for: \(reader.command("groups")) · your passes: \(reader.command("profile"))"
                ),
            ],
            attention: .text,
            mentions: [pass.person]
        )
    }

    func voidByIt(_ test: SkillTest, _ person: UserID, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    All the questions that you had in \(strong: test.name) were wrong. That attempt counts for nothing, \
                    and you may begin anew whenever you like. I am sorry.
                    """
                ),
                .next("See what it takes: \(reader.command("test \(test.handle)"))"),
            ],
            attention: .text,
            mentions: [person]
        )
    }
}
