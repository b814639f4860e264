import Groups
import Identifiers

extension SkillTestSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .created(let test): created(test, reader)
        case .checked(let test, let isNew):
            Message([
                .line(
                    """
                    The form is in order; nothing is stored. \
                    \(words: isNew ? "The test would be" : "The test would become") \
                    \(strong: test.name) (\(code: test.handle)) by \(test.sponsor.name):
                    """
                ),
                .fields(test.rules.fields),
                .next("Send it again without \(code: "--check")"),
            ])
        case .edited(let test, let topics):
            Message(
                [.line("\(strong: test.name) is changed. Attempts under way keep their time and pass mark.")]
                    + test.poolWarnings(topics)
                    + [.next("See it: \(reader.command("tests show \(test.handle)"))")]
            )
        case .unchanged(let test):
            Message([
                .line("Nothing changes: \(strong: test.name) is like that already."),
                .next("See it: \(reader.command("tests show \(test.handle)"))"),
            ])
        case .page(let page): page.english(reader)
        case .ownTests(let page, let hasSeveralSponsors): ownTests(page, hasSeveralSponsors, reader)
        case .opened(let test, let topics): opened(test, topics, reader)
        case .closingDayIsOver(let test, let day):
            Message([
                .line("\(strong: test.name) closed on \(words: EnglishDate.written(day)), so nobody could begin it."),
                .line("Give it another day first, or none:"),
                .example("\(reader.prefix)tests edit \(test.handle)\ncloses: never"),
                .next("Then: \(reader.command("tests open \(test.handle)"))"),
            ])
        case .closed(let test, let groups, let running): closed(test, groups, running, reader)
        case .deleted(let test):
            Message([
                .line("\(strong: test.name) is gone, with its questions."),
                .next("Begin another one: \(reader.command("tests create <name>"))"),
            ])
        case .timeExtended(let test, let person, let percent, let isTold):
            timeExtended(test, person, percent, isTold, reader)
        case .timeIsSo(let test, let person, let percent):
            Message([
                .line(
                    percent == 0
                        ? "Nothing changes: \(person) has no more time than others in \(strong: test.name)."
                        : "Nothing changes: \(person) has \(percent) % more time in \(strong: test.name) already."
                ),
                .next("See its rules: \(reader.command("tests show \(test.handle)"))"),
            ])
        case .timeExtendedForYou(let test, let person, let percent, let by):
            timeExtendedForYou(test, person, percent, by, reader)
        default: questionMessage(reader)
        }
    }

    private func created(_ test: SkillTest, _ reader: Reader) -> Message {
        Message([
            .line(
                """
                \(strong: test.name) is there as a draft, which only those see who run tests of \(test.sponsor.name). Its \
                handle is \(code: test.handle).
                """
            ),
            .fields(test.rules.fields),
            .next(
                """
                Alone with me, write a question: \(reader.command("tests add \(test.handle)")) · or send a file in GIFT, \
                and reply to it with \(reader.command("tests import \(test.handle)"))
                """
            ),
        ])
    }

    private func ownTests(_ page: Page<SkillTest>, _ hasSeveralSponsors: Bool, _ reader: Reader) -> Message {
        guard let last = page.lines.last, let first = page.lines.first else {
            return Message([
                .line("There is no test yet that you run."),
                .next("Begin one: \(reader.command("tests create <name>"))"),
            ])
        }
        let lines = page.lines.map { test -> Phrase in
            let sponsor: Phrase = hasSeveralSponsors ? ", by \(test.sponsor.name)" : ""
            let count = English.count(test.questionCount, "question", "questions")
            return "\(strong: test.name) (\(code: test.handle))\(sponsor): \(words: test.state.rawValue), \(count)"
        }
        var blocks: [Message.Block] = [.line("Tests that you run:"), .list(lines)]
        if page.hasMore { blocks.append(.line("More: \(reader.command("tests mine after \(last.handle)"))")) }
        blocks.append(
            .next(
                """
                Open one: \(reader.command("tests show \(first.handle)")) · \
                begin another: \(reader.command("tests create <name>"))
                """
            )
        )
        return Message(blocks)
    }

    private func opened(_ test: SkillTest, _ topics: [SkillTest.TopicCount], _ reader: Reader) -> Message {
        Message(
            [.line("\(strong: test.name) is open: every freelancer can take it now.")]
                + test.poolWarnings(topics)
                + [
                    .next(
                        """
                        Let a group ask for it: \(reader.command("criteria <group> add test \(test.handle)")) · \
                        how it is taken: \(reader.command("tests stats \(test.handle)"))
                        """
                    )
                ]
        )
    }

    private func closed(_ test: SkillTest, _ groups: Page<Group>, _ running: Int, _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line("\(strong: test.name) is closed: nobody can begin it any more. Passes stay.")
        ]
        if running > 0 { blocks.append(.line(English.underWay(running) + " and may go on.")) }
        if !groups.lines.isEmpty {
            blocks.append(
                .line(
                    """
                    \(English.groups(groups)) \
                    \(words: groups.lines.count == 1 ? "asks" : "ask") for it: whoever has not passed it yet can’t meet \
                    that now.
                    """
                )
            )
        }
        return Message(blocks + [.next("Open it again: \(reader.command("tests open \(test.handle)"))")])
    }

    private func timeExtended(_ test: SkillTest, _ person: UserID, _ percent: Int, _ isTold: Bool, _ reader: Reader)
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

    private func timeExtendedForYou(
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

extension SkillTestPage {
    fileprivate func english(_ reader: Reader) -> Message {
        var fields: [Message.Field] = [
            .init("Handle", "\(code: test.handle)"), .init("Sponsor", "\(test.sponsor.name)"),
            .init("State", test.stateEnglish),
        ]
        fields += test.rules.fields
        fields.append(.init("Pool", SkillTest.poolEnglish(topics)))
        if tally.attempts > 0 {
            fields.append(
                .init(
                    "Taken",
                    """
                    by \(English.count(tally.takers, "person", "people")), \
                    \(words: English.grouped(tally.passes)) of whom passed
                    """
                )
            )
        }
        if running > 0 { fields.append(.init("Under way", English.count(running, "attempt", "attempts"))) }
        fields.append(.init("Asked for by", groups.lines.isEmpty ? "no group" : English.groups(groups)))
        var blocks: [Message.Block] = [.title("\(strong: test.name)")]
        if !test.syllabus.isEmpty { blocks.append(.quote("\(test.syllabus)")) }
        return Message(blocks + [.fields(fields)] + test.poolWarnings(topics) + [.next(next(reader))])
    }

    private func next(_ reader: Reader) -> Phrase {
        let handle = test.handle
        guard test.shortages(in: topics).isEmpty else {
            return """
                Alone with me, write a question: \(reader.command("tests add \(handle)")) · \
                from a file: \(reader.command("tests import \(handle)"))
                """
        }
        switch test.state {
        case .draft, .closed:
            return """
                Open it: \(reader.command("tests open \(handle)")) · \
                see the questions: \(reader.command("tests questions \(handle)"))
                """
        case .open:
            return """
                How it is taken: \(reader.command("tests stats \(handle)")) · \
                see the questions: \(reader.command("tests questions \(handle)"))
                """
        }
    }
}

extension English {
    /// Such as `2 people are in the middle of it`.
    static func underWay(_ running: Int) -> Phrase {
        count(running, "person is", "people are") + " in the middle of it"
    }

    /// Such as `Swift Guild (swift-guild) and Linux Crew (linux-crew)`.
    static func groups(_ page: Page<Group>) -> Phrase {
        list(page.lines.map { "\(strong: $0.name) (\(code: $0.handle))" } + (page.hasMore ? ["others"] : []))
    }
}
