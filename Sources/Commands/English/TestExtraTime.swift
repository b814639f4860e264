import Groups
import Identifiers

/// More time for one person.
extension SkillTestSaying {
    func extraTimes(
        _ test: SkillTest,
        _ page: Page<SkillTest.ExtraTime>,
        _ after: UserID?,
        _ reader: Reader
    ) -> Message {
        guard let last = page.lines.last else {
            guard after == nil else {
                return Message([
                    .line("Nobody else has more time in \(strong: test.name)."),
                    .next("From the beginning: \(reader.command("tests extra \(test.handle)"))"),
                ])
            }
            return Message([
                .line("Nobody has more time than others in \(strong: test.name)."),
                .next("Give it to somebody: \(reader.command("tests time \(test.handle) @person:server 50"))"),
            ])
        }
        var blocks: [Message.Block] = [
            .line("Who has more time in \(strong: test.name):"),
            .list(page.lines.map { "\($0.person): \($0.percent) % more" }),
        ]
        if page.hasMore {
            let command = "tests extra \(test.handle) after \(last.person.rawValue)"
            blocks.append(.line("More: \(reader.command(command))"))
        }
        return Message(
            blocks + [
                .next(
                    """
                    Take it back: \(reader.command("tests time \(test.handle) \(last.person.rawValue) 0")) · \
                    who gave it: \(reader.command("tests log \(test.handle)"))
                    """
                )
            ]
        )
    }

    func timeExtended(_ test: SkillTest, _ person: UserID, _ percent: Int, _ isTold: Bool, _ reader: Reader)
        -> Message
    {
        guard percent > 0 else {
            return Message([
                .line("\(person) has the same time as others in \(strong: test.name) again; they see it on its page."),
                .next("See its rules: \(reader.command("tests show \(test.handle)"))"),
            ])
        }
        return Message([
            .line(
                """
                \(person) has \(percent) % more time in \(strong: test.name), from their next attempt on. \
                \(words: isTold ? "I am telling them" : "They are no freelancer yet, so I am not telling them"); nobody sees \
                it on a pass.
                """
            ),
            .next("Take it back: \(reader.command("tests time \(test.handle) \(person.rawValue) 0"))"),
        ])
    }

    func timeExtendedForYou(
        _ test: SkillTest,
        _ person: UserID,
        _ percent: Int,
        _ by: UserID,
        _ reader: Reader
    ) -> Message {
        let line: Phrase =
            percent == 0
            ? "\(by) took back your extra time in the test \(strong: test.name): you have the same time as others."
            : """
            \(by) gives you \(percent) % more time in the test \(strong: test.name), from your next attempt on. Nobody \
            sees it on a pass.
            """
        return Message(
            [
                .line(line),
                .next(
                    test.state == .open
                        ? "See its rules: \(reader.command("test \(test.handle)"))"
                        : "It is not open now; what is: \(reader.command("tests"))"
                ),
            ],
            attention: .text,
            mentions: [person]
        )
    }
}
