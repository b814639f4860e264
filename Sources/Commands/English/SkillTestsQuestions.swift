import Groups
import Identifiers

extension SkillTestSaying {
    func questionMessage(_ reader: Reader) -> Message {
        switch self {
        case .questionChecked(let test, let content):
            Message([
                .line("The form is in order; nothing is stored. This question would come to \(strong: test.name):"),
                .quote("\(content.text)"), .list(content.answersEnglish),
                .next("Send it again without \(code: "--check")"),
            ])
        case .questionAdded(let test, let content, let topics): added(test, content, topics, reader)
        case .questionReplaced(let test, let number):
            Message([
                .line(
                    """
                    Question \(number) of \(strong: test.name) is retired, and the new one takes its place. Answers to the \
                    old one count as before.
                    """
                ),
                .next("See them all: \(reader.command("tests questions \(test.handle)"))"),
            ])
        case .questions(let test, let page, let from): list(test, page, from, reader)
        case .question(let test, let question): question.english(of: test, reader)
        case .retired(let test, let numbers, let left): retired(test, numbers, left, reader)
        case .noneRetired(let test, let refusals):
            Message([
                .line("\(refusals.count) of these can’t be retired, so I have retired none:"),
                .list(refusals.map { $0.line(reader) }),
                .next("See which there are: \(reader.command("tests questions \(test.handle)"))"),
            ])
        case .voided(let test, let number, let left):
            Message(
                [
                    .line(
                        """
                        Question \(number) of \(strong: test.name) counts for nobody any more. I count the attempts that \
                        had it anew, tell whoever passes by it, and tell you when I am through. Passes that were given stay.
                        """
                    )
                ] + test.poolWarnings(left)
                    + [.next("Put another one in its place: \(reader.command("tests add \(test.handle)"))")]
            )
        case .rescored(let test, let number, let rescoring, let running):
            rescored(test, number, rescoring, running, reader)
        case .passedByIt(let pass, let test, let asked): passedByIt(pass, test, asked, reader)
        case .raisedByIt(let pass, let test): raisedByIt(pass, test, reader)
        case .voidByIt(let test, let person): voidByIt(test, person, reader)
        case .statistics(let statistics): statistics.english(reader)
        case .traced(let trace): trace.english(reader)
        case .notTraced(let test):
            Message([
                .line(
                    """
                    No question of \(strong: test.name) is in that text. I look for a question’s whole text, word for word; \
                    capitals and punctuation make no difference.
                    """
                ),
                .next("See the questions: \(reader.command("tests questions \(test.handle)"))"),
            ])
        default: importMessage(reader)
        }
    }

    private func added(
        _ test: SkillTest,
        _ content: QuestionContent,
        _ topics: [SkillTest.TopicCount],
        _ reader: Reader
    ) -> Message {
        let topic: Phrase = content.topic.isEmpty ? "" : " about \(content.topic)"
        let isReady = test.state != .open && test.shortages(in: topics).isEmpty
        return Message(
            [
                .line(
                    """
                    A question\(topic) is added to \(strong: test.name), which now has \
                    \(English.count(test.questionCount, "question", "questions")):
                    """
                ),
                .quote("\(content.text)"), .list(content.answersEnglish),
            ] + test.poolWarnings(topics)
                + [
                    .next(
                        (isReady ? "Open the test: \(reader.command("tests open \(test.handle)")) · write" : "Write")
                            + " another one: \(reader.command("tests add \(test.handle)"))"
                            + " · see them all: \(reader.command("tests questions \(test.handle)"))"
                    )
                ]
        )
    }

    private func list(_ test: SkillTest, _ page: Page<TestQuestion>, _ from: Int?, _ reader: Reader) -> Message {
        guard let last = page.lines.last, let first = page.lines.first else {
            guard from != nil else {
                return Message([
                    .line("\(strong: test.name) has no questions yet."),
                    .next(
                        """
                        Write one: \(reader.command("tests add \(test.handle)")) · \
                        from a file: \(reader.command("tests import \(test.handle)"))
                        """
                    ),
                ])
            }
            return Message([
                .line("\(strong: test.name) has no further questions."),
                .next("See the first: \(reader.command("tests questions \(test.handle)"))"),
            ])
        }
        var blocks: [Message.Block] = [
            .line("Questions of \(strong: test.name), of which \(test.questionCount) can be drawn:"),
            .list(page.lines.map(\.lineEnglish)),
        ]
        if page.hasMore {
            blocks.append(.line("More: \(reader.command("tests questions \(test.handle) from \(last.number + 1)"))"))
        }
        blocks.append(
            .next(
                """
                See one in full: \(reader.command("tests question \(test.handle) \(first.number)")) · \
                write another: \(reader.command("tests add \(test.handle)"))
                """
            )
        )
        return Message(blocks)
    }

    private func retired(
        _ test: SkillTest,
        _ numbers: [Int],
        _ left: [SkillTest.TopicCount],
        _ reader: Reader
    ) -> Message {
        let list = English.list(numbers.map { "\($0)" })
        let line: Phrase =
            numbers.count == 1
            ? "Question \(list) of \(strong: test.name) is drawn no more. Answers to it count as before."
            : "Questions \(list) of \(strong: test.name) are drawn no more. Answers to them count as before."
        return Message(
            [.line(line)] + test.poolWarnings(left)
                + [
                    .next(
                        """
                        Write another one: \(reader.command("tests add \(test.handle)")) · \
                        see them all: \(reader.command("tests questions \(test.handle)"))
                        """
                    )
                ]
        )
    }
}

extension TestQuestion {
    /// How much of its text a list shows, in bytes.
    static let excerptBytes = 70

    var excerpt: String { Cleaned(content.text).text.capped(bytes: Self.excerptBytes) }

    /// Such as `3: “What does …” – optionals; one of 4; 83 % right`.
    fileprivate var lineEnglish: Phrase {
        var parts: [Phrase] = content.topic.isEmpty ? [] : ["\(content.topic)"]
        parts.append(content.kind.english)
        if let share = tally.shareRight { parts.append("\(share) % right") }
        if state != .active { parts.append("\(words: state.rawValue)") }
        return "\(number): “\(excerpt)” – " + parts.dropFirst().reduce(parts[0]) { $0 + "; " + $1 }
    }
}

extension QuestionContent.Kind {
    /// How it is answered, such as `one of 4`.
    var english: Phrase {
        switch self {
        case .choice(let options, isMultiple: false): "one of \(options.count)"
        case .choice(let options, isMultiple: true): "any of \(options.count)"
        case .trueFalse: "true or false"
        case .short: "words"
        case .number: "a number"
        case .matching(let pairs, _): "\(pairs.count) pairs"
        }
    }
}

extension QuestionContent {
    /// What is right, and what there is beside it.
    var answersEnglish: [Phrase] {
        switch kind {
        case .choice(let options, let isMultiple):
            options.map { option in
                let sign: Phrase = option.share > 0 ? "✔ " : "✘ "
                let isPlain = option.share == 1000 || (option.share <= 0 && !isMultiple)
                return sign + "\(option.text)" + (isPlain ? "" : " (\(words: English.share(option.share)))")
            }
        case .trueFalse(let isTrue): ["✔ " + (isTrue ? "true" : "false")]
        case .short(let accepted):
            accepted.map { "✔ \($0.pattern)" + ($0.share == 1000 ? "" : " (\(words: English.share($0.share)))") }
        case .number(let accepted):
            accepted.map { "✔ " + $0.english + ($0.share == 1000 ? "" : " (\(words: English.share($0.share)))") }
        case .matching(let pairs, let others):
            pairs.map { "✔ \($0.left) → \($0.right)" } + others.map { "✘ \($0)" }
        }
    }
}

extension QuestionContent.AcceptedNumber {
    fileprivate var english: Phrase {
        from == through
            ? "\(words: English.number(from))" : "\(words: English.number(from)) to \(words: English.number(through))"
    }
}

extension English {
    /// Thousandths of the points as percent, such as `33.3 %`.
    static func share(_ thousandths: Int) -> String {
        let (whole, tenth) = thousandths.magnitude.quotientAndRemainder(dividingBy: 10)
        return (thousandths < 0 ? "−" : "") + (tenth == 0 ? "\(whole)" : "\(whole).\(tenth)") + " %"
    }

    /// A number as people write it: `42`, not `42.0`.
    static func number(_ number: Double) -> String {
        guard let whole = Int(exactly: number), abs(whole) < 1_000_000_000 else { return "\(number)" }
        return "\(whole)"
    }

    /// With two places, such as `−0.05`.
    static func hundredths(_ number: Double) -> String {
        let hundredths = Int((number * 100).rounded())
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        return (hundredths < 0 ? "−" : "") + "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Such as `34 s` or `2 min 5 s`.
    static func seconds(_ seconds: Double) -> String {
        let whole = Int(min(max(seconds, 0), 86_400).rounded())
        guard whole >= 60 else { return "\(whole) s" }
        return whole % 60 == 0 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
    }
}
