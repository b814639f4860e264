import Groups

extension AttemptResult {
    func english(_ reader: Reader) -> Message {
        var blocks: [Message.Block] = [.line(headline)]
        if end.outcome == .passed { blocks += afterPass(reader) } else { blocks += afterFailure(reader) }
        if let followUp {
            blocks.append(.line(followUp.english))
        }
        blocks.append(.next(next(reader)))
        return Message(blocks, attention: .text, mentions: [attempt.person])
    }

    private var headline: Phrase {
        let name: Phrase = "\(strong: test.name)"
        let score: Phrase = "\(end.percent) % of the points, \(attempt.passPercent) % needed"
        return switch end.outcome {
        case .passed: "✅ You have passed " + name + ": " + score + "."
        case .failed: "You have not passed " + name + " this time: " + score + "."
        case .timedOut:
            "⌛ The time for " + name
                + " is over, after \(attempt.position) of \(attempt.questionCount) questions: a test that is not finished is not passed."
        case .stopped: "You have given up " + name + ". It counts as not passed."
        case .void where end.counted == 0:
            """
            All the questions that you had in \(name) were wrong. That attempt counts for nothing, and you may begin anew \
            whenever you like. I am sorry.
            """
        case .void:
            """
            I was away too long in the middle of \(name). That attempt counts for nothing, and you may begin anew whenever \
            you like. I am sorry.
            """
        }
    }

    private func afterPass(_ reader: Reader) -> [Message.Block] {
        var blocks = amongTakers
        if !weakTopics.isEmpty { blocks.append(.line("Worth another look: \(weakTopics.joined(separator: ", ")).")) }
        if let until = pass?.until {
            blocks.append(.line("Your pass holds until the end of \(words: EnglishDate.written(until))."))
        }
        if let earlierPass {
            blocks.append(.line("Your earlier pass with \(earlierPass.percent) % stays as well."))
        }
        if !groups.isEmpty {
            blocks.append(.line("\(words: groups.count == 1 ? "A group asks" : "Groups ask") for it:"))
            blocks.append(
                .list(
                    groups.map { wanting in
                        let group = wanting.group
                        let name: Phrase = "\(group.badge) \(strong: group.name) – "
                        if let ban = wanting.ban { return name + ban.instead(of: group, reader) }
                        guard let percent = wanting.minimumPercent, percent > bestPercent else {
                            return name
                                + (isFreelancer ? reader.command("join \(group.handle)") : "once you are a freelancer")
                        }
                        return name + "wants \(percent) % at least: " + reader.command("groups show \(group.handle)")
                    }
                )
            )
        }
        return blocks
    }

    /// How that compares with what others came to: said to the person in any case, to others only where it is praise.
    private var amongTakers: [Message.Block] {
        guard let percentile = end.percentile else { return [] }
        return [
            .line(
                percentile.saysSomething
                    ? """
                    That is among the best \(percentile.top) % of \(percentile.takers) people who have taken it so far.
                    """
                    : """
                    Of the \(percentile.takers) people who have taken it so far, \(percentile.top) % did as well or better.
                    """
            )
        ]
    }

    /// What the person can show at best.
    private var bestPercent: Int { max(end.percent, earlierPass?.percent ?? 0) }

    private func afterFailure(_ reader: Reader) -> [Message.Block] {
        guard end.outcome != .void else { return [] }
        var blocks = amongTakers
        if !weakTopics.isEmpty, end.outcome == .failed {
            blocks.append(.line("Worth another look: \(weakTopics.joined(separator: ", "))."))
        }
        guard test.isTakeable(at: reader.now, in: reader.zone) else {
            return blocks + [.line("It can’t be taken again at the moment.")]
                + (hasEarlierPass ? [.line("The pass that you have stays as it is.")] : [])
        }
        blocks.append(.line(wait.english(now: "You may take it again at once.", reader)))
        if hasEarlierPass { blocks.append(.line("The pass that you have stays as it is.")) }
        return blocks
    }

    private func next(_ reader: Reader) -> Phrase {
        if followUp != nil { return AttemptResult.Asked.next(test, reader) }
        if end.outcome == .passed, !isFreelancer {
            return "You are no freelancer now, and groups let in only those: \(reader.command("freelancer"))"
        }
        if end.outcome == .passed {
            if pass?.isShown == false {
                return "You keep it off your profile, as before. Put it there: "
                    + reader.command("test show \(test.handle)")
            }
            if bestPercent > end.percent {
                return """
                    Your profile shows the better one: \(reader.command("profile")) · \
                    keep it off: \(reader.command("test hide \(test.handle)"))
                    """
            }
            return """
                It is on your profile: \(reader.command("profile")) · \
                keep it off: \(reader.command("test hide \(test.handle)"))
                """
        }
        return "See what it takes: \(reader.command("test \(test.handle)")) · other tests: \(reader.command("tests"))"
    }
}

extension Ban {
    /// What stands in the place of the command by which others ask a group.
    fileprivate func instead(of group: Group, _ reader: Reader) -> Phrase {
        guard let until else { return "you are banned there: " + reader.command("groups show \(group.handle)") }
        let day = EnglishDate.end(until, in: reader.zone(of: group))
        return "you are banned there until \(words: day): " + reader.command("groups show \(group.handle)")
    }
}

extension SkillTest.Wait {
    /// Which rule of the test it comes of, where it is not that between two attempts.
    var capEnglish: Phrase? {
        attemptsPerYear.map { most in
            let times = most == 1 ? "once" : most == 2 ? "twice" : "\(most) times"
            return "It may be taken \(words: times) within 365 days, and you have done that."
        }
    }
}

extension SkillTest.Wait? {
    /// From when on it may be taken again, and why not before; `now` is what to say where nothing stands in the way.
    func english(now: Phrase, may: String = "may", _ reader: Reader) -> Phrase {
        guard let self else { return now }
        return (self.capEnglish.map { $0 + " " } ?? "")
            + "You \(words: may) take it again from \(words: EnglishDate.start(self.until, in: reader.zone))."
    }
}

extension AttemptResult.Asked {
    var english: Phrase {
        """
        One more thing, for those who decide about your requests: to “\(text.capped(bytes: 500))” you answered \
        “\(answer.capped(bytes: 300))”. Why? A sentence or two in your own words.
        """
    }

    static func next(_ test: SkillTest, _ reader: Reader) -> Phrase {
        """
        Reply to this message with your answer, or type \(reader.command("test explain \(test.handle) <text>")) · \
        your profile: \(reader.command("profile"))
        """
    }
}
