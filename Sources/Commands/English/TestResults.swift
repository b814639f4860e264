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
        var blocks: [Message.Block] = []
        if let percentile = end.percentile, percentile.saysSomething {
            blocks.append(
                .line(
                    "That is among the best \(percentile.top) % of \(percentile.takers) people who have taken it so far."
                )
            )
        }
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
                        guard let percent = wanting.minimumPercent, percent > bestPercent else {
                            return name + reader.command("join \(group.handle)")
                        }
                        return name + "wants \(percent) % at least: " + reader.command("groups show \(group.handle)")
                    }
                )
            )
        }
        return blocks
    }

    /// What the person can show at best.
    private var bestPercent: Int { max(end.percent, earlierPass?.percent ?? 0) }

    private func afterFailure(_ reader: Reader) -> [Message.Block] {
        guard end.outcome != .void else { return [] }
        var blocks: [Message.Block] = []
        if !weakTopics.isEmpty, end.outcome == .failed {
            blocks.append(.line("Worth another look: \(weakTopics.joined(separator: ", "))."))
        }
        guard test.isTakeable(at: reader.now, in: reader.zone) else {
            return blocks + [.line("It can’t be taken again at the moment.")]
                + (hasEarlierPass ? [.line("The pass that you have stays as it is.")] : [])
        }
        let again: Phrase =
            mayStartAt.map { "You may take it again from \(words: EnglishDate.start($0, in: reader.zone))." }
            ?? "You may take it again at once."
        blocks.append(.line(again))
        if hasEarlierPass { blocks.append(.line("The pass that you have stays as it is.")) }
        return blocks
    }

    private func next(_ reader: Reader) -> Phrase {
        if followUp != nil { return AttemptResult.Asked.next(test, reader) }
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
