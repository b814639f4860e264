import Groups

extension SkillTestSaying {
    func importMessage(_ reader: Reader) -> Message {
        switch self {
        case .fetching(let asked, let test):
            Message([
                .line(
                    """
                    I am fetching \(strong: asked.name), and show you what it would add to \(strong: test.name) before \
                    anything is changed.
                    """
                )
            ])
        case .notFetched(let asked, let test, let why): notFetched(asked, test, why, reader)
        case .importPage(let page): page.english(reader)
        case .imported(let test, let count, let topics): imported(test, count, topics, reader)
        case .importDropped(let test):
            Message([
                .line("Nothing is added to \(strong: test.name)."),
                .next("See its questions: \(reader.command("tests questions \(test.handle)"))"),
            ])
        default: Message([])
        }
    }

    private func notFetched(
        _ asked: TestImport,
        _ test: SkillTest,
        _ why: CalendarImport.Failure,
        _ reader: Reader
    ) -> Message {
        let line: Phrase =
            switch why {
            case .tooLarge:
                "\(strong: asked.name) is too large: \(GIFT.bytesAtMost / 1024) KiB at most. Nothing is changed."
            case .missing: "The homeserver does not have \(strong: asked.name) any more. Nothing is changed."
            case .unreachable: "I could not fetch \(strong: asked.name) from the homeserver. Nothing is changed."
            case .sealed:
                "\(strong: asked.name) is encrypted, and does not open with the key that came with it. Nothing is changed."
            }
        return Message([
            .line(line),
            .next(
                """
                Send it again and reply to it with \(reader.command("tests import \(test.handle)")), or paste its \
                questions below that
                """
            ),
        ])
    }

    private func imported(
        _ test: SkillTest,
        _ count: Int,
        _ topics: [SkillTest.TopicCount],
        _ reader: Reader
    ) -> Message {
        let isReady = test.state != .open && test.shortages(in: topics).isEmpty
        let see = reader.command("tests questions \(test.handle)")
        return Message(
            [
                .line(
                    """
                    Added \(English.count(count, "question", "questions")) to \(strong: test.name), which now has \
                    \(SkillTest.poolEnglish(topics)).
                    """
                )
            ] + test.poolWarnings(topics)
                + [
                    .next(
                        isReady
                            ? "Open the test: \(reader.command("tests open \(test.handle)")) · see them: \(see)"
                            : "See them: \(see)"
                    )
                ]
        )
    }
}

extension TestImportPage {
    /// How many lines each of its lists has.
    private static let linesAtMost = 20

    func english(_ reader: Reader) -> Message {
        let mistakes = reading.problems.count + reading.moreProblems
        let title: Phrase = name.isEmpty ? "What you pasted" : "\(strong: name)"
        var blocks: [Message.Block] = [.line(title + summary(mistakes: mistakes))]
        if mistakes > 0 {
            blocks.append(
                .list(
                    shortened(
                        reading.problems.map { "line \($0.line): " + $0.reason.phrase },
                        more: reading.moreProblems
                    )
                )
            )
        } else if !added.isEmpty {
            blocks.append(.list(kinds))
        }
        blocks += leftOut
        return Message(blocks + [.next(next(reader))], attention: .text, mentions: [])
    }

    private func summary(mistakes: Int) -> Phrase {
        if mistakes > 0 {
            return """
                 has \(English.count(mistakes, "mistake", "mistakes")), so nothing can be added to \
                \(strong: test.name) yet:
                """
        }
        if isTooMuch {
            return """
                 would add \(English.count(added.count, "question", "questions")) to the \(test.questionCount) of \
                \(strong: test.name), and a test has \(SkillTest.poolAtMost) at most: nothing is changed.
                """
        }
        guard !added.isEmpty else {
            return reading.questions.isEmpty
                ? " holds no question that I could add to \(strong: test.name): nothing is changed."
                : " holds no question that is new to \(strong: test.name): nothing is changed."
        }
        return " would add \(English.count(added.count, "question", "questions")) to \(strong: test.name):"
    }

    /// How many of each kind, and of each topic.
    private var kinds: [Phrase] {
        var counts: [(kind: Phrase, count: Int)] = []
        var topics: [SkillTest.TopicCount] = []
        for content in added.map(\.content) {
            topics = SkillTest.topics(topics, without: [], with: content)
            let kind = content.kind.family
            if let index = counts.firstIndex(where: { $0.kind == kind }) {
                counts[index].count += 1
            } else {
                counts.append((kind, 1))
            }
        }
        let named = topics.filter { !$0.topic.isEmpty }.sorted { ($1.count, $0.topic) < ($0.count, $1.topic) }
        let without = topics.first { $0.topic.isEmpty }?.count ?? 0
        let shown = named.prefix(Self.linesAtMost).map { "\($0.topic) (\($0.count))" as Phrase }
        let more: [Phrase] = named.count > shown.count ? ["\(named.count - shown.count) more topics"] : []
        let others: [Phrase] = without > 0 ? ["without a topic (\(without))"] : []
        return ["By kind: " + English.list(counts.map { $0.kind + " (\($0.count))" })]
            + (named.isEmpty ? ["None of them names a topic"] : ["By topic: " + English.list(shown + more + others)])
    }

    /// What is not taken over, and why.
    private var leftOut: [Message.Block] {
        var blocks: [Message.Block] = []
        if !known.isEmpty {
            let lines = known.map { "line \($0.found.line): question \($0.number)" as Phrase }
            blocks += [
                .line("\(English.count(known.count, "question is", "questions are")) in the test already:"),
                .list(shortened(lines)),
            ]
        }
        let skipped = reading.skipped.count + reading.moreSkipped
        if skipped > 0 {
            blocks += [
                .line("\(English.count(skipped, "thing is", "things are")) left out, as a chat can’t ask that:"),
                .list(
                    shortened(
                        reading.skipped.map { "line \($0.line): " + $0.kind.phrase },
                        more: reading.moreSkipped
                    )
                ),
            ]
        }
        let notes = GIFTReading.Note.allCases.compactMap { note -> Phrase? in
            let lines = added.filter { $0.notes.contains(note) }.map(\.line)
            guard !lines.isEmpty else { return nil }
            let count = note.phrase + " (" + English.count(lines.count, "question", "questions")
            // Whether a picture matters, somebody has to look at.
            guard note == .imageLeftOut else { return count + ")" }
            return count + ": " + Self.places(lines) + ")"
        }
        if !notes.isEmpty, reading.problems.isEmpty { blocks += [.line("Of others, this is left out:"), .list(notes)] }
        return blocks
    }

    /// Such as `lines 3, 17 and 2 more`.
    private static func places(_ lines: [Int]) -> Phrase {
        let shown = lines.prefix(linesAtMost).map { "\($0)" as Phrase }
        let more: [Phrase] = lines.count > shown.count ? ["\(lines.count - shown.count) more"] : []
        return (lines.count == 1 ? "line " : "lines ") + English.list(shown + more)
    }

    private func shortened(_ lines: [Phrase], more: Int = 0) -> [Phrase] {
        let hidden = max(0, lines.count - Self.linesAtMost) + more
        return lines.prefix(Self.linesAtMost) + (hidden > 0 ? ["… and \(hidden) more"] : [])
    }

    private func next(_ reader: Reader) -> Phrase {
        guard canBeAdded else {
            return reading.problems.isEmpty
                ? "See its questions: \(reader.command("tests questions \(test.handle)"))"
                : """
                Put that right, send it again, and reply to it with \
                \(reader.command("tests import \(test.handle)"))
                """
        }
        return """
            Add them: tap ✅, reply \(code: "confirm"), or type \(reader.command("tests import confirm")); \
            drop them: ❌ or \(code: "cancel")
            """
    }
}

extension QuestionContent.Kind {
    /// Such as `one of several`.
    fileprivate var family: Phrase {
        switch self {
        case .choice(_, isMultiple: false): "one right option"
        case .choice(_, isMultiple: true): "several right options"
        case .trueFalse: "true or false"
        case .short: "words"
        case .number: "numbers"
        case .matching: "pairs"
        }
    }
}

extension GIFTReading.Note {
    fileprivate var phrase: Phrase {
        switch self {
        case .feedbackLeftOut: "words on answers that are shown afterwards"
        case .formattingLeftOut: "bold type, links and the like; their words stay"
        case .imageLeftOut: "pictures; check whether the question can be understood without"
        case .worthlessAnswersLeftOut: "answers that give no points"
        }
    }
}

extension GIFTReading.Skipped.Kind {
    fileprivate var phrase: Phrase {
        switch self {
        case .essay: "an essay, which only a person could mark"
        case .description: "a description without a question"
        case .cloze: "a text with several gaps"
        case .calculated: "numbers that are drawn anew for each taker"
        case .unknown: "a kind of question that I don’t know"
        }
    }
}
