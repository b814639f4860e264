import Groups
import Identifiers

extension AlertSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .list(let cards): list(cards, reader)
        case .made(let made): confirm(made, reader)
        case .already(let card):
            Message([
                .line("Alert \(card.alert.number) looks for that already: \(card.line)."),
                .next(card.change(reader)),
            ])
        case .paceSet(let card):
            Message([
                .line(
                    "\(words: card.alert.pace.promise) of what alert \(card.alert.number) finds: \(code: card.named.typed)."
                ),
                .next("See all of your alerts: \(reader.command("jobs watch")) · end it: \(card.end(reader))"),
            ])
        case .ended(let cards, let hasOthers): ended(cards, hasOthers, reader)
        case .noAlert(let number):
            Message([
                .line(number.map { "You have no alert \($0)." } ?? "You have no alerts."),
                .next(
                    number == nil
                        ? "Make one: \(reader.command("jobs watch swift remote"))"
                        : "See those that you have: \(reader.command("jobs watch"))"
                ),
            ])
        case .tooMany(let limit):
            Message([
                .line("You have \(limit) alerts, which is as many as one person may have."),
                .next("See which one can go: \(reader.command("jobs watch"))"),
            ])
        case .freelancersOnly(let named):
            Message([
                .line("Alerts are for freelancers, who can respond to jobs, and you have not said that you are one."),
                .next(
                    "Become one: \(reader.command("freelancer")), then \(reader.command("jobs watch \(named.typed)"))"
                ),
            ])
        case .sentPrivately:
            Message([
                .line("Your alerts are between the two of us: I answer you in a direct message."),
                .next("There you can leave out the prefix: \(code: "jobs watch")"),
            ])
        case .found(let job, let card): found(job, card, reader)
        case .digest(let lines, let digest, let hasMore): list(lines, digest, hasMore, reader)
        }
    }

    private func list(_ cards: [AlertCard], _ reader: Reader) -> Message {
        guard let last = cards.last else {
            return Message([
                .line("You have no alerts. With one you hear in a direct message of new jobs that fit."),
                .next(
                    """
                    Make one: \(reader.command("jobs watch swift remote")) · for your groups: \
                    \(reader.command("jobs watch my groups")) · for your skills, once a day: \
                    \(reader.command("jobs watch my skills daily"))
                    """
                ),
            ])
        }
        return Message([
            .line("Your alerts:"),
            .list(cards.map { "Alert \($0.alert.number): \($0.line)" }),
            .next(
                cards.count == 1
                    ? last.change(reader)
                    : """
                    Change one: \(reader.command("jobs watch \(last.alert.number) \(last.otherPace)")) · end one: \
                    \(last.end(reader)) · end all: \(reader.command("jobs watch off"))
                    """
            ),
        ])
    }

    private func confirm(_ made: Made, _ reader: Reader) -> Message {
        let card = made.card
        var blocks: [Message.Block] = [
            .line(
                """
                \(words: card.alert.pace.promise) of new jobs that fit \(code: card.named.typed), in a direct message. \
                That is your alert \(card.alert.number).
                """
            )
        ]
        if made.isInNoGroup {
            blocks.append(
                .line("You are in no group yet: it finds something once you are. See them: \(reader.command("groups"))")
            )
        }
        if made.hasNoSkills {
            blocks.append(
                .line(
                    """
                    Your profile names no skills yet: it finds something once it does. Name some: \
                    \(reader.command("profile edit"))
                    """
                )
            )
        }
        let open: Phrase =
            made.fitsOpenJobs ? "See what fits already: \(reader.command("jobs search \(card.named.typed)")) · " : ""
        return Message(blocks + [.next(open + card.change(reader))])
    }

    private func ended(_ cards: [AlertCard], _ hasOthers: Bool, _ reader: Reader) -> Message {
        guard let first = cards.first else { return Message([]) }
        guard cards.count > 1 else {
            return Message([
                .line("Alert \(first.alert.number), \(code: first.named.typed), has ended."),
                .next(
                    "Have it back: \(reader.command(first.typed)) · "
                        + (hasOthers
                            ? "see the others: \(reader.command("jobs watch"))"
                            : "make another one: \(reader.command("jobs watch <words>"))")
                ),
            ])
        }
        return Message([
            .line("All of your \(cards.count) alerts have ended; you hear of no new jobs any more. They were:"),
            .list(cards.map(\.line)),
            .next("Have one back: \(reader.command(first.typed))"),
        ])
    }

    private func found(_ job: JobCard, _ card: AlertCard, _ reader: Reader) -> Message {
        let id = job.job.id.rawValue
        return Message(
            [.line("A job that fits your alert \(card.alert.number), \(code: card.named.typed):")]
                + job.blocks(title: job.title) + [
                    .next(
                        """
                        Respond: \(reader.command("respond \(id)")) · how it stands: \(reader.command("job \(id)")) · no \
                        more of these: reply \(code: "stop")
                        """
                    )
                ],
            attention: .text,
            mentions: [card.alert.person]
        )
    }

    private func list(_ lines: [Line], _ digest: JobDigest, _ hasMore: Bool, _ reader: Reader) -> Message {
        let first = lines.first?.card.job.id.rawValue ?? 0
        var blocks: [Message.Block] = [
            .line(digest.pace == .atOnce ? "Jobs that came in your quiet hours:" : "New jobs that fit your alerts:"),
            .list(lines.map { $0.card.line + " (\(words: Self.numbers($0.alerts)))" }),
        ]
        if hasMore { blocks.append(.line("There are more: \(reader.command("jobs"))")) }
        blocks.append(
            .next(
                """
                Read one: \(reader.command("job \(first)")) · your alerts: \(reader.command("jobs watch")) · no more of \
                them: reply \(code: "stop")
                """
            )
        )
        // A list rings nobody; what would have come at once does when it comes.
        return digest.pace == .atOnce
            ? Message(blocks, attention: .text, mentions: [digest.person]) : Message(blocks)
    }

    private static func numbers(_ alerts: [Int]) -> String {
        (alerts.count == 1 ? "alert " : "alerts ") + alerts.map(String.init).joined(separator: ", ")
    }
}

extension AlertCard {
    /// What it looks for, and how soon it says so.
    fileprivate var line: Phrase { "\(code: named.typed), \(words: alert.pace.english)" }

    /// The command that makes it.
    fileprivate var typed: String {
        "jobs watch \(named.typed)" + (alert.pace == .atOnce ? "" : " \(alert.pace.english)")
    }

    fileprivate func end(_ reader: Reader) -> Phrase { reader.command("jobs watch off \(alert.number)") }

    fileprivate func change(_ reader: Reader) -> Phrase {
        """
        Hear of it \(words: otherPace): \(reader.command("jobs watch \(alert.number) \(otherPace)")) · \
        end it: \(end(reader))
        """
    }

    /// How else one could hear of it.
    fileprivate var otherPace: String { (alert.pace == .daily ? JobAlert.Pace.weekly : .daily).english }
}

extension JobAlert.Pace {
    /// As it is typed.
    fileprivate var english: String {
        switch self {
        case .atOnce: "at once"
        case .daily: "daily"
        case .weekly: "weekly"
        }
    }

    fileprivate var promise: String {
        switch self {
        case .atOnce: "From now on you hear at once"
        case .daily: "From now on you hear once every business day"
        case .weekly: "From now on you hear every Monday"
        }
    }
}
