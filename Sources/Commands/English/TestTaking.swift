import Groups

extension AttemptSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .tests(let lines, let after, let hasMore): list(lines, after, hasMore, reader)
        case .testsOf(let group, let lines): list(lines, of: group, reader)
        case .page(let page): page.english(reader)
        case .goesOnAlone(let test):
            Message([
                .line(
                    "Tests are taken alone with me. What \(strong: test.name) takes I have sent you in a direct message."
                ),
                .next("If you see none, open one with me and say \(code: "test \(test.handle)")"),
            ])
        case .progress(let test, let attempt): progress(test, attempt, reader)
        case .over(let test, let attempt): over(test, attempt)
        case .question(let question, let lead): question.english(lead, reader)
        case .notAnAnswer(let attempt, let shown):
            Message([
                .line(
                    "I can’t read that as an answer, so question \(attempt.position + 1) is still open. "
                        + shown.hint.howTo
                ),
                .next("Pass over it: \(code: "skip") · give the test up: \(reader.command("test stop"))"),
            ])
        case .answeredAlready, .answerStands, .answerElsewhere, .answerOverheard: notTaken(reader)
        case .afterTheEnd, .unreadable: afterwards(reader)
        case .questionAgain(let question): question.english(.first, reader)
        case .stopAsked(let test, let attempt, let wait): stopAsked(test, attempt, wait, reader)
        case .result(let result): result.english(reader)
        case .explained, .explainedAlready, .explanationStands, .nothingToExplain, .explainElsewhere:
            explaining(reader)
        case .passShown(let test, let isShown):
            Message([
                .line(
                    isShown
                        ? "Your pass of \(strong: test.name) is on your profile."
                        : "Your pass of \(strong: test.name) is off your profile. Groups that ask for it still count it."
                ),
                .next(
                    """
                    See it: \(reader.command("profile")) · \
                    undo that: \(reader.command("test \(isShown ? "hide" : "show") \(test.handle)"))
                    """
                ),
            ])
        case .passEnds(let pass, let test, let wait): passEnds(pass, test, wait, reader)
        }
    }

    /// Why something is no answer that counts.
    private func notTaken(_ reader: Reader) -> Message {
        switch self {
        case .answeredAlready(let attempt, let position):
            Message([
                .line("Question \(position + 1) was answered already: the first answer counts."),
                next(after: attempt, reader),
            ])
        case .answerStands(let attempt, let position):
            Message([
                .line(
                    """
                    Your answer to question \(position + 1) stays as you first gave it: in a test, the first answer counts.
                    """
                ),
                next(after: attempt, reader),
            ])
        case .answerElsewhere:
            Message([
                .line("Your test goes on in our direct message. What is said here is no answer, and others read it."),
                .next("Delete your message here, and answer there"),
            ])
        case .answerOverheard(let attempt):
            Message([
                .line(
                    """
                    Somebody else is in this room by now and reads along, so I take no answers here. Your test goes on, and \
                    so does its clock.
                    """
                ),
                .next(
                    """
                    Answer question \(attempt.position + 1) alone with me: you find it in a room of our own, to which I have \
                    invited you
                    """
                ),
            ])
        default: Message([])
        }
    }

    private func afterwards(_ reader: Reader) -> Message {
        switch self {
        case .afterTheEnd(let test):
            Message([
                .line("The test is over: that was not counted."),
                .next("See how \(strong: test.name) came out: \(reader.command("test \(test.handle)"))"),
            ])
        case .unreadable:
            Message([
                .line(
                    """
                    Your test can’t go on: something in it can’t be read any more, through no fault of yours. That attempt \
                    counts for nothing. I am sorry.
                    """
                ),
                .next("See which tests are open: \(reader.command("tests"))"),
            ])
        default: Message([])
        }
    }

    private func next(after attempt: Attempt, _ reader: Reader) -> Message.Block {
        attempt.end == nil
            ? .next("Open now: question \(attempt.position + 1) of \(attempt.questionCount)")
            : .next("See your tests: \(reader.command("profile"))")
    }

    private func progress(_ test: SkillTest, _ attempt: Attempt, _ reader: Reader) -> Message {
        var line: Phrase =
            "\(strong: test.name): question \(attempt.position + 1) of \(attempt.questionCount)"
        if let endsAt = attempt.endsAt {
            line =
                line + """
                    , \(words: English.clock(endsAt.rawValue - attempt.shownAt.rawValue)) left \
                    (until \(words: EnglishDate.timeOfDay(endsAt, in: reader.zone)))
                    """
        } else if let each = attempt.questionMs {
            line = line + ", \(words: English.clock(each)) for each"
        }
        return Message([
            .line(line + "."),
            .next("I keep this message up to date · give the test up: \(reader.command("test stop"))"),
        ])
    }

    private func over(_ test: SkillTest, _ attempt: Attempt) -> Message {
        let answered = min(attempt.position, attempt.questionCount)
        return Message([
            .line("\(strong: test.name): over, after \(answered) of \(attempt.questionCount) questions."),
            .next("How it came out stands below"),
        ])
    }

    private func stopAsked(
        _ test: SkillTest,
        _ attempt: Attempt,
        _ wait: SkillTest.Wait?,
        _ reader: Reader
    ) -> Message {
        let again = wait.english(now: "You could take it again at once.", may: "could", reader)
        return Message([
            .line(
                """
                If you give up \(strong: test.name) now, after \(attempt.position) of \(attempt.questionCount) questions, it \
                counts as not passed. \(again) The time runs on.
                """
            ),
            .next("Give up: \(reader.command("test stop yes")) · or go on and answer question \(attempt.position + 1)"),
        ])
    }

    private func passEnds(_ pass: Pass, _ test: SkillTest, _ wait: SkillTest.Wait?, _ reader: Reader) -> Message {
        let until = pass.until.map { EnglishDate.written($0) } ?? ""
        let again = wait.english(now: "You may take it again now; the new pass takes the place of this one.", reader)
        return Message(
            [
                .line("Your pass of \(strong: test.name) runs out after \(words: until). \(again)"),
                .next("See what it takes: \(reader.command("test \(test.handle)"))"),
            ],
            attention: .text,
            mentions: [pass.person]
        )
    }

    // MARK: Lists

    private func list(_ lines: [TestLine], _ after: String?, _ hasMore: Bool, _ reader: Reader) -> Message {
        guard let first = lines.first, let last = lines.last else {
            return Message([
                .line(
                    after == nil
                        ? "There are no skill tests to take now." : "There are no tests after \(code: after ?? "")."
                ),
                .next(
                    after == nil
                        ? "Find a group: \(reader.command("groups"))" : "Start over: \(reader.command("tests"))"
                ),
            ])
        }
        var blocks: [Message.Block] = [
            .line(after == nil ? "Skill tests:" : "More skill tests:"), .list(lines.map { $0.english(reader) }),
        ]
        if hasMore { blocks.append(.line("There are more: \(reader.command("tests after \(last.test.handle)"))")) }
        blocks.append(.next("See what one takes: \(reader.command("test \(first.test.handle)"))"))
        return Message(blocks)
    }

    private func list(_ lines: [TestLine], of group: Group, _ reader: Reader) -> Message {
        guard group.state != .archived else {
            return Message([
                .line("\(strong: group.name) is archived: it is over, and asks nobody for a test any more."),
                .next("See the tests that there are: \(reader.command("tests")) · groups: \(reader.command("groups"))"),
            ])
        }
        guard let first = lines.first else {
            return Message([
                .line("\(strong: group.name) asks for no skill test."),
                .next("See what it asks for: \(reader.command("criteria \(group.handle)"))"),
            ])
        }
        return Message([
            .line("\(strong: group.name) asks for \(words: lines.count == 1 ? "this test" : "these tests"):"),
            .list(lines.map { $0.english(reader) }),
            .next(
                """
                See what one takes: \(reader.command("test \(first.test.handle)")) · \
                how they go together: \(reader.command("criteria \(group.handle)"))
                """
            ),
        ])
    }
}

extension TestLine {
    fileprivate func english(_ reader: Reader) -> Phrase {
        var line: Phrase = """
            \(strong: test.name) (\(code: test.handle)) by \(test.sponsor.name), \
            \(English.count(questionCount, "question", "questions")), \(words: English.limit(test.rules.limit))
            """
        if let minimumPercent { line = line + ", \(minimumPercent) % needed" }
        if !test.isTakeable(at: reader.now, in: reader.zone) { line = line + "; can’t be taken now" }
        if let pass {
            line = line + "; passed on \(words: EnglishDate.day(pass.at, in: reader.zone))"
        }
        return line
    }
}

extension English {
    /// A length of time as a clock shows it: `6:10`, `1:06:10`.
    static func clock(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1000
        func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        let minutes = seconds / 60
        guard minutes >= 60 else { return "\(minutes):\(padded(seconds % 60))" }
        return "\(minutes / 60):\(padded(minutes % 60)):\(padded(seconds % 60))"
    }

    /// Such as `20 minutes` or `60 seconds for each question`.
    static func limit(_ limit: SkillTest.TimeLimit) -> String {
        switch limit {
        case .whole(let minutes): minutes == 1 ? "1 minute" : "\(minutes) minutes"
        case .perQuestion(let seconds): "\(seconds) seconds for each question"
        }
    }
}

extension EnglishDate {
    /// Such as `14:05`.
    static func timeOfDay(_ moment: Timestamp, in zone: Zone) -> String {
        let local = zone.local(moment)
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(padded(local.hour)):\(padded(local.minute))"
    }
}
