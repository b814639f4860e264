import Groups
import Identifiers

extension ReportSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .thanks(let job, let mayAddReason): thanks(job, mayAddReason, reader)
        case .reported(let page, let person): page.english(to: person, reader)
        case .list(let pages, let hasMore): list(pages, hasMore, reader)
        case .notHere:
            Message([
                .line("Who reported what is for you alone."),
                .next("Ask me in our direct message: \(reader.command("reports"))"),
            ])
        case .held(let job, let operators): held(job, operators, reader)
        case .cleared(let job):
            Message([
                .line(
                    job.isHeld
                        ? """
                        Job \(job.id.rawValue), \(strong: job.title), is shown again, and its client is told. Those who \
                        reported it can’t do so once more.
                        """
                        : "Nothing is wrong with job \(job.id.rawValue), \(strong: job.title): the reports are settled."
                ),
                .next("What else was reported: \(reader.command("reports"))"),
            ])
        case .released(let job, let missed): released(job, missed, reader)
        case .heldToTheEnd(let job, let operators): heldToTheEnd(job, operators, reader)
        case .removed(let job):
            Message([
                .line(
                    """
                    Job \(job.id.rawValue), \(strong: job.title), is taken away for good. I am telling its client, with your \
                    reason, and everybody who responded.
                    """
                ),
                .next("What else was reported: \(reader.command("reports"))"),
            ])
        case .yoursWasRemoved(let job, let reason, let person): yoursWasRemoved(job, reason, person, reader)
        }
    }

    private func thanks(_ job: Job, _ mayAddReason: Bool, _ reader: Reader) -> Message {
        Message([
            .line(
                """
                Thank you: the operators of this hall learn of job \(job.id.rawValue), \(strong: job.title). Its client does \
                not learn who reported it.
                """
            ),
            .next(
                mayAddReason
                    ? "Read it again: \(reader.command("job \(job.id.rawValue)"))"
                    : "See other jobs: \(reader.command("jobs"))"
            ),
        ])
    }

    private func list(_ pages: [ReportedJob], _ hasMore: Bool, _ reader: Reader) -> Message {
        guard let first = pages.first, let last = pages.last else {
            return Message([
                .line("No report waits for your word."), .next("How the hall stands: \(reader.command("status"))"),
            ])
        }
        var blocks: [Message.Block] = [
            .line("Reported jobs that wait for your word:"),
            .list(
                pages.map { page in
                    """
                    Job \(page.card.job.id.rawValue): \(strong: page.card.job.title), \
                    \(English.count(page.reports.count, "report", "reports"))\
                    \(words: page.isHeld ? ", hidden from everybody" : "")
                    """
                }
            ),
        ]
        if hasMore {
            blocks.append(.line("There are more: \(reader.command("reports after \(last.card.job.id.rawValue)"))"))
        }
        return Message(blocks + [.next("Read one: \(reader.command("reports \(first.card.job.id.rawValue)"))")])
    }

    private func held(_ job: Job, _ operators: [UserID], _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    Several people have reported your job \(job.id.rawValue), \(strong: job.title), so nobody is shown it \
                    until an operator of this hall has looked at it. Its responses are kept, and I will tell you what comes \
                    of it.
                    """
                ),
                .next(
                    Self.appeal(to: operators)
                        + " · close it instead: \(reader.command("job close \(job.id.rawValue)"))"
                ),
            ],
            attention: .text,
            mentions: [job.client]
        )
    }

    private func released(_ job: Job, _ missed: Day?, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        let time: Phrase =
            missed.map {
                """
                Its deadline, \(words: EnglishDate.written($0)), went by while nobody was shown it, so it has 30 days from now.
                """
            } ?? "It has the responses that it had, and all the time that a job has."
        let edit = reader.command("job edit \(id)")
        let deadline: Phrase = missed == nil ? "" : " · set another deadline: \(edit) with a line \(code: "deadline:")"
        return Message(
            [
                .line(
                    """
                    An operator has looked at job \(id), \(strong: job.title), and found nothing wrong: it is open again. \
                    \(time)
                    """
                ),
                .next("See who responds: \(reader.command("responses \(id)"))" + deadline),
            ],
            attention: .text,
            mentions: [job.client]
        )
    }

    private func heldToTheEnd(_ job: Job, _ operators: [UserID], _ reader: Reader) -> Message {
        let told = job.responseCount == 0 ? "" : " Everybody who responded is told that it is over."
        return Message(
            [
                .line(
                    """
                    Your job \(job.id.rawValue), \(strong: job.title), was hidden for 30 days because people had reported it, \
                    and no operator has looked at it. It has ended now.\(words: told)
                    """
                ),
                .next(
                    Self.appeal(to: operators)
                        + " · its responses stay: \(reader.command("responses \(job.id.rawValue)"))"
                ),
            ],
            attention: .text,
            mentions: [job.client]
        )
    }

    private func yoursWasRemoved(_ job: Job, _ reason: String, _ person: UserID, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    An operator of this hall has taken your job \(job.id.rawValue), \(strong: job.title), away for good. \
                    The reason:
                    """
                ),
                .quote("\(reason)"),
                .line("Everybody who responded is told that it is over."),
                .next(Self.appeal(to: [person])),
            ],
            attention: .text,
            mentions: [job.client]
        )
    }

    /// How to object: to a person, outside of the bot.
    private static func appeal(to operators: [UserID]) -> Phrase {
        guard !operators.isEmpty else { return "If you think this is a mistake, write to whoever runs this bot" }
        return "If you think this is a mistake, write to \(English.people(Array(operators.prefix(5))))"
    }
}

extension ReportedJob {
    fileprivate func english(to person: UserID?, _ reader: Reader) -> Message {
        let id = card.job.id.rawValue
        let count = English.count(reports.count, "person has", "people have")
        let start: Phrase = "🚩 \(count) reported job \(id):"
        let hidden: Phrase =
            if case .held(_, let since) = card.job.state {
                """
                Nobody has been shown it since \(words: EnglishDate.moment(since, in: reader.zone)), and nobody is until one \
                of you has said what becomes of it; after 30 days it ends.
                """
            } else {
                "Nobody is shown it until one of you has said what becomes of it."
            }
        let shown: Phrase =
            if case .closed = card.job.state {
                reports.count < JobReport.neededToHold
                    ? "It is closed."
                    : "It is closed, and its client can’t open it again until one of you has found nothing wrong with it."
            } else {
                "It stays open; with \(JobReport.neededToHold) reports I hide it until one of you has looked at it."
            }
        let said = reports.map { report -> Phrase in
            let reason: Phrase = report.reason.isEmpty ? "no reason given" : "“\(report.reason)”"
            return "\(report.person), \(words: EnglishDate.moment(report.at, in: reader.zone)): \(reason)"
        }
        let next: [Phrase] = [
            "Nothing is wrong with it: \(reader.command("job clear \(id)"))",
            "take it away: \(reader.command("job remove \(id) <reason>"))",
        ]
        let isClosed = if case .closed = card.job.state { true } else { false }
        return Message(
            [.line(start)] + card.blocks(title: "💼 \(strong: card.job.title)", isClientKnown: true) + [
                .list(said),
                .line(isHeld ? hidden : shown),
                .next(isClosed ? next[0] : next[0] + " · " + next[1]),
            ],
            attention: person == nil ? .notice : .text,
            mentions: person.map { [$0] } ?? []
        )
    }
}
