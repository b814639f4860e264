import Groups

extension TestPage {
    func english(_ reader: Reader) -> Message {
        var blocks: [Message.Block] = [.title("\(strong: test.name)")]
        if !test.syllabus.isEmpty { blocks.append(.line("\(test.syllabus)")) }
        blocks.append(.fields(fields(reader)))
        if mayStart {
            blocks.append(
                .line(
                    """
                    One question at a time, and the first answer counts. Once you begin, the time runs, and a test that is \
                    not finished is not passed. You learn at the end how it came out.
                    """
                )
            )
        }
        blocks.append(next(reader))
        return Message(blocks)
    }

    private func fields(_ reader: Reader) -> [Message.Field] {
        let rules = test.rules
        var fields: [Message.Field] = [
            .init("Handle", "\(code: test.handle)"), .init("Sponsor", "\(test.sponsor.name)"),
            .init("Questions", questions), .init("Time", time),
            .init("To pass", "\(rules.passPercent) % of the points"), .init("Again", "\(words: again)"),
        ]
        if let days = rules.validDays {
            fields.append(.init("A pass holds for", "\(English.count(days, "day", "days"))"))
        }
        fields.append(.init("Others see", "\(words: English.visible(rules.visibility))"))
        if let day = rules.closesAfter {
            fields.append(.init("Can be taken", "until the end of \(words: EnglishDate.written(day))"))
        }
        if !groups.isEmpty {
            fields.append(.init("Asked for by", "\(groups.map(\.name).joined(separator: ", "))"))
        }
        if tally.takers >= SkillTest.takersForPercentile {
            fields.append(
                .init("Taken by", "\(tally.takers) people, on average with \(tally.percents / tally.takers) %")
            )
        }
        if let pass { fields.append(.init("You", "\(words: pass.english(test, isOwn: true, reader))")) }
        if let wait {
            let day: Phrase = "from \(words: EnglishDate.start(wait.until, in: reader.zone))"
            fields.append(.init("Your next attempt", day + (wait.capEnglish.map { ". " + $0 } ?? "")))
        }
        return fields
    }

    private var questions: Phrase {
        let topics = test.rules.draws.compactMap { draw in draw.topic.map { "\($0) (\(draw.count))" } }
        let count: Phrase = "\(questionCount)"
        return topics.isEmpty ? count : count + ": \(topics.joined(separator: ", "))"
    }

    private var time: Phrase {
        let limit: Phrase = "\(words: English.limit(test.rules.limit))"
        return extraPercent == 0 ? limit : limit + ", and \(extraPercent) % more for you"
    }

    private var again: String {
        let rules = test.rules
        func after(_ days: Int) -> String { days == 0 ? "at once" : days == 1 ? "after a day" : "after \(days) days" }
        var text = after(rules.waitDays)
        if let first = rules.firstWaitDays, first != rules.waitDays {
            text = "the second attempt \(after(first)), further ones \(text)"
        }
        if let most = rules.attemptsPerYear { text += ", \(most == 1 ? "once" : "\(most) times") a year at most" }
        return text
    }

    private func next(_ reader: Reader) -> Message.Block {
        let start = "test \(test.handle) start"
        if runsIt { return .next("You run it, so you can’t take it: \(reader.command("tests show \(test.handle)"))") }
        if hasReadQuestions {
            return .next(
                groupToAsk.map {
                    """
                    You have read its questions, so you can’t take it. Ask \(strong: $0.name) all the same, whose administrators \
                    may let you in without: \(reader.command("join \($0.handle)"))
                    """
                } ?? "You have read its questions, so you can’t take it. See others: \(reader.command("tests"))"
            )
        }
        if !isTakeable { return .next("It can’t be taken now. See others: \(reader.command("tests"))") }
        if !isFreelancer { return .next("Tests are for freelancers. Be one: \(reader.command("freelancer"))") }
        if isRunning { return .next("You are in the middle of it: answer the open question") }
        if wait != nil { return .next("See others: \(reader.command("tests"))") }
        if !isPrivate { return .next("Take it in a direct message with me: \(code: start)") }
        return .next("Ready? ▶️ tap, reply \(code: "start"), or type \(reader.command(start))")
    }
}

extension Pass {
    /// Such as `passed on Thu 5 March 2026 with 83 %, among the best 15 % of 40`.
    ///
    /// Others see as much of the score as the test lets them; the taker sees all of it.
    func english(_ test: SkillTest, isOwn: Bool, _ reader: Reader) -> String {
        var text = "passed on \(EnglishDate.day(at, in: reader.zone))"
        if isOwn || test.rules.visibility != .passOnly { text += " with \(percent) %" }
        if isOwn || test.rules.visibility == .percentile, let percentile, percentile.saysSomething {
            text += ", among the best \(percentile.top) % of \(percentile.takers) takers then"
        }
        if let until { text += ", holds until \(EnglishDate.written(until))" }
        return text
    }
}

extension TestStanding {
    /// How a missing test is met.
    func remedy(_ group: Group, _ reader: Reader) -> Phrase {
        let command = reader.command("test \(test.handle)")
        if isRunning { return "you are in the middle of it" }
        if isBarred {
            return "you know its questions, so you can’t take it; an administrator can let you in without it"
        }
        guard test.isTakeable(at: reader.now, in: reader.zone) else {
            return "it can’t be taken now; an administrator can tell you more"
        }
        let why: Phrase = pass == nil ? "" : "your pass is not enough or has run out: "
        return why + (mayStartAt == nil ? "take it: " + command : whenToTake(group, reader))
    }

    /// When it may be taken, with the command.
    func whenToTake(_ group: Group, _ reader: Reader) -> Phrase {
        let command = reader.command("test \(test.handle)")
        guard let mayStartAt else { return command }
        return "from \(words: EnglishDate.start(mayStartAt, in: reader.zone(of: group))) on: " + command
    }

    /// Why it will not be passed, for those who decide about a request.
    var whyNever: Phrase { isBarred ? " – knows its questions, and so can’t take it" : "" }

    /// What those see of it who decide about a request.
    var onCard: Phrase {
        guard let pass else { return "" }
        var phrase: Phrase = ""
        if test.rules.visibility != .passOnly { phrase = phrase + " – \(pass.percent) %" }
        if test.rules.visibility == .percentile, let percentile = pass.percentile, percentile.saysSomething {
            phrase = phrase + ", among the best \(percentile.top) % of \(percentile.takers)"
        }
        guard let explained else { return phrase }
        guard let question = explained.question else {
            return phrase + " – asked about one of their answers: “\(explained.explanation.capped(bytes: 1000))”"
        }
        return phrase + """
             – asked why they answered “\(explained.answer.capped(bytes: 200))” to \
            “\(question.capped(bytes: 300))”: “\(explained.explanation.capped(bytes: 1000))”
            """
    }
}

extension ShownPass {
    /// As it stands on a profile; to its owner with what others don't see.
    func english(isOwn: Bool, _ reader: Reader) -> Phrase {
        var line: Phrase =
            "\(strong: test.name) by \(test.sponsor.name), \(words: pass.english(test, isOwn: isOwn, reader))"
        if isOver { line = line + " – over: " + reader.command("test \(test.handle)") }
        if isOwn, !pass.isShown { line = line + " – hidden: " + reader.command("test show \(test.handle)") }
        return line
    }
}

extension Attempt.Percentile {
    /// “Among the best 80 %” is no praise.
    var saysSomething: Bool { top <= 50 }
}

extension English {
    /// What others see of a pass.
    static func visible(_ visibility: SkillTest.ScoreVisibility) -> String {
        switch visibility {
        case .passOnly: "that you have passed, not how well"
        case .score: "that you have passed, and with how many percent"
        case .percentile: "that you have passed, with how many percent, and how that compares"
        }
    }
}
