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
        case .closed(let closing): closing.english(reader)
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
                .next("See who has more: \(reader.command("tests extra \(test.handle)"))"),
            ])
        case .extraTimes(let test, let page, let after): extraTimes(test, page, after, reader)
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
        if let extraTimes, !extraTimes.lines.isEmpty {
            let people = extraTimes.lines.map { "\($0.person) (\($0.percent) %)" as Phrase }
            fields.append(.init("More time", English.list(people + (extraTimes.hasMore ? ["others"] : []))))
        }
        // There may be drafts of which the reader must not know.
        fields.append(.init("Asked for by", groups.lines.isEmpty ? "no open group" : English.groups(groups)))
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

extension TestClosing {
    fileprivate func english(_ reader: Reader) -> Message {
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
        let open: Phrase = "Open it again: \(reader.command("tests open \(test.handle)"))"
        guard let first = notices.first?.group else { return Message(blocks + [.next(open)]) }
        let members = notices.map { group, count -> Phrase in
            English.count(count, "member", "members") + " of \(strong: group.name)"
        }
        let isOne = notices.count == 1 && notices[0].count == 1
        blocks.append(
            .line(
                """
                ⚠ \(English.list(members)) \(words: isOne ? "has" : "have") notice to pass it, can’t do that any more, and \
                would be out when the time is over.
                """
            )
        )
        let keep = reader.command("keep \(first.handle) <person> <reason>")
        return Message(blocks + [.next(open + " · or keep them: " + keep)])
    }
}

extension English {
    /// Such as `2 people are in the middle of it`.
    static func underWay(_ running: Int) -> Phrase {
        count(running, "person is", "people are") + " in the middle of it"
    }

    /// Such as `Swift Guild (swift-guild) and Linux Crew (linux-crew)`.
    static func groups(_ page: Page<Group>) -> Phrase {
        list(
            page.lines.map { group in
                let draft: Phrase = group.state == .draft ? ", a draft" : ""
                return "\(strong: group.name) (\(code: group.handle)\(draft))"
            } + (page.hasMore ? ["others"] : [])
        )
    }
}
