import Groups
import Identifiers

extension ResponseSaying {
    /// To the client.
    func decided(_ outcome: Outcome, _ reader: Reader) -> Message {
        let job = outcome.job
        let id = job.id.rawValue
        let person = outcome.person
        let all: Phrase = "see them all: \(reader.command("responses \(id)"))"
        switch outcome.state {
        case .shortlisted:
            return Message([
                .line("⭐ \(person) is on the shortlist of job \(id), \(strong: job.title), and is told."),
                .next(
                    """
                    See it: \(reader.command("responses \(id) only:shortlisted")) · hire: \
                    \(reader.command("hire \(id) \(person)"))
                    """
                ),
            ])
        case .sent, .withdrawn:
            return Message([
                .line("\(person) is no longer on the shortlist of job \(id), \(strong: job.title), and is told."),
                .next("See them all: \(reader.command("responses \(id)"))"),
            ])
        case .declined:
            return Message([
                .line(
                    """
                    The response of \(person) to job \(id), \(strong: job.title), is declined. I am telling them\
                    \(words: outcome.reason.isEmpty ? ", without a reason" : ", with your words").
                    """
                ),
                .next("Changed your mind: \(reader.command("shortlist \(id) \(person)")) · " + all),
            ])
        case .hired:
            let isComplete = outcome.hired >= job.terms.people
            let count: Phrase =
                job.terms.people == 1 ? "" : " That makes \(outcome.hired) of \(job.terms.people)."
            let close: Phrase = "Close the job: \(reader.command("job close \(id) hired"))"
            return Message([
                .line("🤝 You hire \(person) for job \(id), \(strong: job.title). I am telling them.\(count)"),
                .next(isComplete ? close + " · " + all : "See them all: \(reader.command("responses \(id)"))"),
            ])
        }
    }

    /// To the respondent.
    func told(_ outcome: Outcome, _ reader: Reader) -> Message {
        let job = outcome.job
        let id = job.id.rawValue
        let name: Phrase = "job \(id), \(strong: job.title)"
        var blocks: [Message.Block]
        switch outcome.state {
        case .shortlisted:
            blocks = [
                .line("⭐ \(job.client) has put you on the shortlist for " + name + "."),
                .next(
                    """
                    See the job: \(reader.command("job \(id)")) · no longer free: \
                    \(reader.command("respond withdraw \(id)"))
                    """
                ),
            ]
        case .sent, .withdrawn:
            blocks = [
                .line("You are no longer on the shortlist for " + name + ". Your response stands as it was."),
                .next("See the job: \(reader.command("job \(id)"))"),
            ]
        case .declined:
            blocks = [.line("Your response to " + name + ", was declined by its client.")]
            blocks.append(outcome.reason.isEmpty ? .line("No reason was given.") : .quote("\(outcome.reason)"))
            blocks.append(.next("Find another one: \(reader.command("jobs"))"))
        case .hired:
            blocks = [.line("🤝 Congratulations! \(job.client) hires you for " + name + ".")]
            if !outcome.reason.isEmpty { blocks.append(.quote("\(outcome.reason)")) }
            blocks.append(.next("Write to \(job.client) to begin · see the job: \(reader.command("job \(id)"))"))
        }
        return Message(blocks, attention: .text, mentions: [outcome.person])
    }

    func noted(_ job: Job, _ person: UserID, _ isEmpty: Bool, _ isAmongOthers: Bool, _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line(
                isEmpty
                    ? "Your note about \(person) is gone."
                    : "Noted about \(person). Nobody but you reads it, beside their response."
            )
        ]
        if isAmongOthers {
            blocks.append(.line("Others here have read it all the same: write notes to me in a direct message."))
        }
        let id = job.id.rawValue
        return Message(blocks + [.next("Read the response: \(reader.command("responses \(id) \(person)"))")])
    }

    func question(_ job: Job, _ text: String, _ response: Response, _ reader: Reader) -> Message {
        let isKnown = !job.terms.isClientHidden || [.shortlisted, .hired].contains(response.state)
        let who: Phrase = isKnown ? "\(job.client)" : "The client"
        let id = job.id.rawValue
        return Message(
            [
                .line(who + " asks about your response to job \(id), \(strong: job.title):"),
                .quote("\(text)"),
                .next("Answer by a reply to this message · see the job: \(reader.command("job \(id)"))"),
            ],
            attention: .text,
            mentions: [response.person]
        )
    }

    func answer(_ job: Job, _ text: String, _ person: UserID, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        return Message(
            [
                .line("\(person) answers about job \(id), \(strong: job.title):"),
                .quote("\(text)"),
                .next(
                    "Ask more by a reply to this message · read the response: \(reader.command("responses \(id) \(person)"))"
                ),
            ],
            attention: .text,
            mentions: [job.client]
        )
    }

    func withdrew(_ job: Job, _ person: UserID, _ reason: String, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        var blocks: [Message.Block] = [
            .line("\(person) has withdrawn their response to job \(id), \(strong: job.title).")
        ]
        if !reason.isEmpty { blocks.append(.quote("\(reason)")) }
        blocks.append(.next("See the others: \(reader.command("responses \(id)"))"))
        return Message(blocks, attention: .text, mentions: [job.client])
    }
}

extension ResponseRefusal {
    func line(_ job: Job) -> Phrase {
        let id = job.id.rawValue
        return switch self {
        case .withdrawn(let person): "\(person) has withdrawn their response to job \(id)."
        case .isSo(let response):
            switch response.state {
            case .declined: "The response of \(response.person) to job \(id) is declined already."
            case .shortlisted: "\(response.person) is on the shortlist of job \(id) already."
            case .hired: "\(response.person) is hired for job \(id) already."
            case .sent, .withdrawn: "\(response.person) is not on the shortlist of job \(id)."
            }
        case .alreadyHired(let person):
            """
            \(person) is hired for job \(id) and has been told so. What has changed since is best said between the two of \
            you.
            """
        case .decided(let response):
            """
            Your response to job \(id), \(strong: job.title), was \
            \(words: response.state == .hired ? "accepted: you are hired" : "declined"), so it can’t be changed any more.
            """
        case .nothingToWithdraw: "You have no response to job \(id), \(strong: job.title), that could be withdrawn."
        }
    }
}
