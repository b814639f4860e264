import Groups
import Identifiers

extension JobSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .howToPost(let group): howToPost(group, reader)
        case .checked(let sight): checked(sight, reader)
        case .preview(let sight): preview(sight, reader)
        case .whichOne(let jobs, let isPosting): whichOne(jobs, isPosting, reader)
        case .posted(let job, let places): posted(job, places, reader)
        case .dropped(let job):
            settled("\(strong: job.title) is dropped; nothing was posted.", "Start over: \(reader.command("postjob"))")
        case .draftPosted(let job):
            settled(
                "\(words: DraftReply.post) Posted as job \(job.id.rawValue): \(strong: job.title)",
                "See it: \(reader.command("job \(job.id.rawValue)"))"
            )
        case .draftDropped(let job):
            settled(
                "\(words: DraftReply.drop) Dropped, not posted: \(strong: job.title)",
                "Start over: \(reader.command("postjob"))"
            )
        case .draftExpired(let job):
            settled(
                "⌛ This preview waited for three hours and is gone; nothing was posted: \(strong: job.title)",
                "Start over: \(reader.command("postjob"))"
            )
        case .notYours(let person, let client):
            Message([
                .line("\(person), only \(client) can post or drop this job. Your tap changes nothing."),
                .next("Post one of your own: \(reader.command("postjob"))"),
            ])
        case .announcement(let card): announcement(card, reader)
        case .list(let cards, let after, let hasMore): list(cards, after, hasMore, reader)
        case .found(let cards, let named, let matches): found(cards, named.typed, matches, reader)
        case .page(let page): page.english(reader)
        case .published(let card, let bot): card.published(through: bot, reader)
        }
    }

    /// What a room reads of a job: the offer while it is open, and a line once it is not.
    private func announcement(_ card: JobCard, _ reader: Reader) -> Message {
        let id = card.job.id.rawValue
        if case .closed = card.job.state {
            return Message([
                .line(
                    "🔒 Closed: job \(id), \(strong: card.job.title)\(words: card.job.outcomeInEnglish)"
                ),
                .next("See the open ones: \(reader.command("jobs"))"),
            ])
        }
        if card.job.isHeld {
            return Message([
                .line("🚩 Job \(id) was reported by several people, and is hidden until an operator has looked at it."),
                .next("See the open ones: \(reader.command("jobs"))"),
            ])
        }
        let edited: [Message.Field] =
            card.job.editedAt.map { [.init("Changed", "\(words: EnglishDate.day($0, in: reader.zone))")] } ?? []
        return Message(
            card.blocks(title: card.title, and: edited) + [
                .next(
                    """
                    Respond, best in a direct message to me: \(reader.command("respond \(id)")) · \
                    how it stands: \(reader.command("job \(id)"))
                    """
                )
            ]
        )
    }

    private func list(_ cards: [JobCard], _ after: JobID?, _ hasMore: Bool, _ reader: Reader) -> Message {
        guard let first = cards.first, let last = cards.last else {
            guard let after else {
                return Message([
                    .line("There are no open jobs."),
                    .next("Post one: \(reader.command("postjob"))"),
                ])
            }
            return Message([
                .line("There are no open jobs after job \(after.rawValue)."),
                .next("Start over: \(reader.command("jobs"))"),
            ])
        }
        var blocks: [Message.Block] = [
            .line(after == nil ? "Open jobs, newest first:" : "More open jobs:"), .list(cards.map(\.line)),
        ]
        if hasMore {
            blocks.append(.line("There are more: \(reader.command("jobs after \(last.job.id.rawValue)"))"))
        }
        blocks.append(
            .next(
                """
                Read one: \(reader.command("job \(first.job.id.rawValue)")) · \
                search: \(reader.command("jobs search swift"))
                """
            )
        )
        return Message(blocks)
    }

    private func found(_ cards: [JobCard], _ typed: String, _ matches: JobMatches, _ reader: Reader) -> Message {
        guard let first = cards.first, let last = cards.last else {
            return Message([
                .line(
                    matches.hasMore
                        ? "“\(typed)” fits too much to look through it all in time. Add a word to narrow it down."
                        : "No open job matches “\(typed)”."
                ),
                .next(
                    """
                    Try other words, or see them all: \(reader.command("jobs")) · hear of the next one: \
                    \(reader.command("jobs watch \(typed)"))
                    """
                ),
            ])
        }
        var blocks: [Message.Block] = []
        if let corrected = matches.corrected {
            blocks.append(
                .line("No open job matches “\(typed)”. Did you mean “\(corrected.joined(separator: " "))”?")
            )
        } else {
            blocks.append(.line("Open jobs that match “\(typed)”:"))
        }
        blocks.append(.list(cards.map(\.line)))
        if matches.hasMore {
            let more = "jobs search \(typed) after \(last.job.id.rawValue)"
            blocks.append(.line("There are more: \(reader.command(more))"))
        }
        blocks.append(
            .next(
                """
                Read one: \(reader.command("job \(first.job.id.rawValue)")) · hear of new ones: \
                \(reader.command("jobs watch \(matches.corrected?.joined(separator: " ") ?? typed)"))
                """
            )
        )
        return Message(blocks)
    }
}

extension JobCard {
    /// The job on one line of a list.
    var line: Phrase {
        var line: Phrase = "Job \(job.id.rawValue): \(strong: job.title)"
        if !job.terms.isClientHidden { line = line + ", by \(job.client)" }
        if !groups.isEmpty { line = line + ", for " + English.list(groups.map { "\($0.badge) \($0.name)" }, or: true) }
        if let budget = job.budgetInEnglish { line = line + ", \(budget)" }
        return line
    }
}

extension JobSaying.Page {
    func english(_ reader: Reader) -> Message {
        let job = card.job
        let zone = reader.zone
        var fields: [Message.Field] = []
        switch job.state {
        case .draft: fields.append(.init("State", "a preview that only you can post"))
        case .open(let since):
            let until = job.life.map {
                ", until " + EnglishDate.day(Timestamp(rawValue: $0.expiresAt.rawValue - 1), in: zone)
            }
            fields.append(
                .init("State", "open since \(words: EnglishDate.day(since, in: zone))\(words: until ?? "")")
            )
        case .closed(_, let at):
            fields.append(
                .init("State", "closed on \(words: EnglishDate.day(at, in: zone))\(words: job.outcomeInEnglish)")
            )
        case .held(_, let at):
            let since = EnglishDate.day(at, in: zone)
            fields.append(
                .init("State", "hidden since \(words: since), until an operator has looked at what was reported")
            )
        }
        if let editedAt = job.editedAt {
            fields.append(.init("Changed", "\(words: EnglishDate.day(editedAt, in: zone))"))
        }
        if job.state != .draft { fields.append(.init("Responses", "\(job.responseCount)")) }
        if let own {
            let at = EnglishDate.day(own.changedAt ?? own.at, in: zone)
            let state = own.stateInEnglish.map { ", " + $0 } ?? ""
            fields.append(.init("You", "responded on \(words: at + state)"))
            if !own.price.isEmpty { fields.append(.init("Your price", "\(own.price)")) }
        }
        var blocks = card.blocks(title: card.title, and: fields, isClientKnown: isClient || isChosen)
        if let own { blocks += [.line("Your pitch:"), .quote("\(own.pitch)")] }
        return Message(blocks + [.next(next(reader))])
    }

    /// Whether the reader is on the shortlist, or hired.
    private var isChosen: Bool { own.map { [.shortlisted, .hired].contains($0.state) } ?? false }

    private func next(_ reader: Reader) -> Phrase {
        let id = card.job.id.rawValue
        switch card.job.state {
        case .draft:
            return """
                Post it: \(reader.command("postjob confirm \(id)")) · drop it: \
                \(reader.command("postjob cancel \(id)"))
                """
        case .open where isClient:
            return """
                Read the responses: \(reader.command("responses \(id)")) · change it: \
                \(reader.command("job edit \(id)")) · close it: \(reader.command("job close \(id)"))
                """
        case .held where isClient: return "Give it up: \(reader.command("job close \(id)"))"
        case .held where own != nil: return "Take your response back: \(reader.command("respond withdraw \(id)"))"
        case .held: return "See what was reported: \(reader.command("reports \(id)"))"
        case .closed where isClient: return "The responses stay: \(reader.command("responses \(id)"))"
        case .open where own != nil:
            return "Change your response: \(reader.command("respond \(id)"))"
        case .open where isFreelancer: return "Respond, best in a direct message: \(reader.command("respond \(id)"))"
        case .open:
            return """
                Only freelancers respond: \(reader.command("freelancer")) makes you one, then \
                \(reader.command("respond \(id)"))
                """
        case .closed: return "See the open ones: \(reader.command("jobs"))"
        }
    }
}
