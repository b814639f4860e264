import Groups
import Identifiers

extension TestQuestion {
    /// All of it, with its right answers and what takers have made of it.
    func english(of test: SkillTest, _ reader: Reader) -> Message {
        var fields: [Message.Field] = []
        if !content.title.isEmpty { fields.append(.init("Title", "\(content.title)")) }
        if !content.topic.isEmpty { fields.append(.init("Topic", "\(content.topic)")) }
        fields.append(.init("Answered with", content.kind.english))
        fields.append(.init("State", state.english))
        fields.append(
            .init("Takers", tally.answers == 0 ? "nobody has answered it yet" : numbers)
        )
        var blocks: [Message.Block] = [
            .title("Question \(number) of \(strong: test.name)"), .quote("\(content.text)"),
            .list(content.answersEnglish), .fields(fields),
        ]
        if !suspicions.isEmpty {
            blocks += [.line("What looks wrong with it:"), .list(suspicionsEnglish)]
        }
        return Message(blocks + [.next(next(test, reader))])
    }

    private func next(_ test: SkillTest, _ reader: Reader) -> Phrase {
        let handle = test.handle
        return switch state {
        case .active:
            """
            Draw it no more: \(reader.command("tests retire \(handle) \(number)")) · \
            put another in its place: \(reader.command("tests replace \(handle) \(number)")) · \
            it was wrong: \(reader.command("tests void \(handle) \(number)"))
            """
        case .retired:
            """
            It was wrong: \(reader.command("tests void \(handle) \(number)")) · \
            see the others: \(reader.command("tests questions \(handle)"))
            """
        case .void: "See the others: \(reader.command("tests questions \(handle)"))"
        }
    }

    /// The gravest first.
    private var suspicionsEnglish: [Phrase] {
        Suspicion.allCases.filter(suspicions.contains).map(\.english)
    }

    /// Such as `83 % right of 24, 34 s on average, discrimination 0.31`.
    private var numbers: Phrase {
        guard let share = tally.shareRight else { return "not answered yet" }
        var numbers: Phrase = "\(share) % right of \(words: English.grouped(tally.answers))"
        if let seconds = tally.meanSeconds {
            numbers = numbers + ", \(words: English.seconds(seconds)) on average"
        }
        if let discrimination = tally.discrimination {
            numbers = numbers + ", discrimination \(words: English.hundredths(discrimination))"
        }
        return numbers
    }

    fileprivate var numbersLine: Phrase {
        let line: Phrase = "\(number): “\(excerpt)” – " + numbers
        return suspicions.isEmpty ? line : line + " ⚠ " + English.list(suspicionsEnglish)
    }
}

extension TestQuestion.State {
    fileprivate var english: Phrase {
        switch self {
        case .active: "can be drawn"
        case .retired: "retired: drawn no more; answers to it count"
        case .void: "void: drawn no more, and counts for nobody"
        }
    }
}

extension Suspicion {
    var english: Phrase {
        switch self {
        case .tooEasy: "nearly everybody knows it"
        case .tooHard: "hardly anybody knows it, or no more than would by guessing"
        case .againstTheRest:
            "those who know the rest do worse at it: perhaps a wrong answer is marked as right"
        case .weak: "it says little about what people know"
        case .fast: "answered right far sooner than others: perhaps it has leaked"
        }
    }
}

extension TestStatistics {
    func english(_ reader: Reader) -> Message {
        let handle = test.handle
        guard tally.attempts > 0 else {
            return Message([
                .line("Nobody has been through \(strong: test.name) yet" + (running > 0 ? "; " : "."))
                    .followed(by: running > 0 ? English.underWay(running) + "." : nil),
                .next(
                    test.state == .open
                        ? "See it: \(reader.command("tests show \(handle)"))"
                        : "Open it: \(reader.command("tests open \(handle)"))"
                ),
            ])
        }
        var fields: [Message.Field] = [
            .init("Takers", "\(words: English.grouped(tally.takers))"),
            .init("Attempts", "\(words: English.grouped(tally.attempts))"),
            .init("Passed", "\(words: English.grouped(tally.passes)) (\(percent(tally.passes, of: tally.takers)) %)"),
            .init("Mean score", "\(tally.takers > 0 ? tally.percents / tally.takers : 0) % at first attempts"),
        ]
        if running > 0 { fields.append(.init("Under way", "\(running)")) }
        var blocks: [Message.Block] = [.title("Statistics of \(strong: test.name)"), .fields(fields)]
        if page.lines.isEmpty {
            blocks.append(.line(from > 1 ? "There are no further questions." : "It has no questions."))
        } else {
            blocks += [
                .line(
                    suspicious == 0
                        ? "No question looks wrong. Those that fewest got right come first:"
                        : """
                        \(English.count(suspicious, "question looks", "questions look")) wrong (⚠) and \
                        \(words: suspicious == 1 ? "comes" : "come") first, then those that fewest got right:
                        """
                ), .list(page.lines.map(\.numbersLine)),
                .line(
                    """
                    Discrimination says how well a question goes with the rest: from −1 to 1, and below 0.1 it says little.
                    """
                ),
            ]
        }
        if page.hasMore {
            let next = from + page.lines.count
            blocks.append(.line("More: \(reader.command("tests stats \(handle) from \(next)"))"))
        }
        let first = page.lines.first?.number
        blocks.append(
            .next(
                first.map { "Look at one: \(reader.command("tests question \(handle) \($0)"))" }
                    ?? "From the beginning: \(reader.command("tests stats \(handle)"))"
            )
        )
        return Message(blocks)
    }

    private func percent(_ part: Int, of whole: Int) -> Int { whole == 0 ? 0 : part * 100 / whole }
}

extension Message.Block {
    /// A line with more words at its end.
    fileprivate func followed(by phrase: Phrase?) -> Message.Block {
        guard case .line(let line) = self, let phrase else { return self }
        return .line(line + phrase)
    }
}

extension LeakTrace {
    func english(_ reader: Reader) -> Message {
        let handle = test.handle
        var blocks: [Message.Block] = [
            .line("That text holds question \(question.number) of \(strong: test.name): “\(question.excerpt)”")
        ]
        if !others.isEmpty {
            blocks.append(
                .line(
                    "It holds \(English.list(others.map { "\($0)" })) as well; to trace those, paste each by itself."
                )
            )
        }
        blocks.append(.line(pointers))
        if !points {
            // Words that all have read.
        } else if people.isEmpty {
            blocks.append(
                .line(
                    looked == 0
                        ? "Nobody has read it like that." : "Of those who have read it, nobody read it like that."
                )
            )
        } else {
            let lines = people.map { person, startedAt -> Phrase in
                "\(person), in an attempt of \(words: EnglishDate.day(startedAt, in: reader.zone))"
            }
            blocks += [
                .line(
                    people.count + more == 1 ? "One person has read it like that:" : "These have read it like that:"
                ),
                .list(lines + (more > 0 ? ["… and \(more) more"] : [])),
                .line(
                    """
                    That is a hint, and no proof: about one taker in \(chance) reads it like that by chance, and whoever \
                    read it may have shown it to others. Ask before you judge.
                    """
                ),
            ]
        }
        if isCut { blocks.append(.line("I looked at the latest \(looked) attempts only.")) }
        blocks.append(
            .next(
                """
                Draw it no more: \(reader.command("tests retire \(handle) \(question.number)")) · \
                see it: \(reader.command("tests question \(handle) \(question.number)"))
                """
            )
        )
        return Message(blocks)
    }

    private var pointers: Phrase {
        switch (mark, order) {
        case (let mark?, .some):
            "It is in wording \(mark + 1) of \(WordingMark.count), with its options in one of \(orders) orders."
        case (let mark?, nil):
            "It is in wording \(mark + 1) of \(WordingMark.count); the order of options does not show."
        case (nil, .some):
            "Its options are in one of \(orders) orders; none of the wordings in which I call for an answer is in it."
        case (nil, nil):
            """
            Neither the wording in which I call for an answer nor an order of options is in it, so it points at nobody: \
            all who were asked have read those words.
            """
        }
    }
}
