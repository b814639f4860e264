import Groups
import Identifiers

extension FindingSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .found(let page): page.english(reader)
        case .invited(let person, let job, let left):
            Message([
                .line(
                    """
                    I am asking \(person) to respond to job \(job.id.rawValue), \(strong: job.title). You may invite \
                    \(English.count(left, "more person", "more people")) to it.
                    """
                ),
                .next("See who responds: \(reader.command("responses \(job.id.rawValue)"))"),
            ])
        case .invitation(let card, let person): invitation(card, person, reader)
        }
    }

    private func invitation(_ card: JobCard, _ person: UserID, _ reader: Reader) -> Message {
        let id = card.job.id.rawValue
        let start: Phrase =
            card.job.terms.isClientHidden
            ? "The client of this job asks you to respond to it:"
            : "\(card.job.client) asks you to respond to their job:"
        return Message(
            [.line(start)] + card.blocks(title: card.title) + [
                .next(
                    """
                    Respond: \(reader.command("respond \(id)")) · nothing need be said if it is not for you · not to be found \
                    by clients: \(reader.command("profile edit")) with a line \(code: "findable: no")
                    """
                )
            ],
            attention: .text,
            mentions: [person]
        )
    }
}

extension FindingSaying.Page {
    fileprivate func english(_ reader: Reader) -> Message {
        guard let first = people.first else { return nobody(reader) }
        var blocks: [Message.Block] = [
            .line("Freelancers who agreed to be found, for “\(typed)”; who has time soonest first, then by badges:"),
            .list(people.map { line($0, reader) }),
        ]
        if let next { blocks.append(.line("There may be more: \(reader.command("find \(typed) after \(next)"))")) }
        let invite = job.map { "\($0.rawValue)" } ?? "<n>"
        blocks.append(
            .next(
                """
                Read a profile: \(reader.command("profile \(first.person.id)")) · ask somebody to respond to your job: \
                \(reader.command("invite-to \(invite) \(first.person.id)"))
                """
            )
        )
        return Message(blocks)
    }

    private func nobody(_ reader: Reader) -> Message {
        guard let next else {
            return Message([
                .line("Nobody who agreed to be found fits “\(typed)”."),
                .next("Post the job for all freelancers: \(reader.command("postjob"))"),
            ])
        }
        return Message([
            .line("Many fit a part of “\(typed)”, and of those that I have looked at nobody fits all of it."),
            .next("Look on: \(reader.command("find \(typed) after \(next)"))"),
        ])
    }

    /// A person, with all that speaks for them.
    private func line(_ found: FoundPerson, _ reader: Reader) -> Phrase {
        let person = found.person
        var line: Phrase = "\(strong: person.id.rawValue)"
        if !person.headline.isEmpty { line = line + " – \(English.excerpt(person.headline, 100))" }
        var facts = found.badges.map { badge -> Phrase in
            "\(badge.emoji) \(badge.groupName) since \(words: EnglishDate.day(badge.since, in: reader.zone))"
        }
        if !person.skills.isEmpty { facts.append("\(person.skills.prefix(8).joined(separator: ", "))") }
        facts += found.passes.map { "✅ \($0.test.name)" }
        if let when = person.availability?.english(today: today) { facts.append(when) }
        return facts.reduce(line) { $0 + " · " + $1 }
    }
}

extension Person.Availability {
    /// Such as “available from Mon 2 March 2026”.
    func english(today: Day) -> Phrase {
        switch self {
        case .atOnce: "available now"
        case .from(let day): day <= today ? "available now" : "available from \(words: EnglishDate.written(day))"
        case .no: "not available"
        }
    }
}

extension JobInvitationRefusal {
    func line(_ job: Job) -> Phrase {
        switch self {
        case .notFindable(let person): "\(person) has not agreed to be found by clients, so I don’t write to them."
        case .responded(let person): "\(person) has responded to job \(job.id.rawValue) already."
        case .invited(let person): "\(person) is invited to job \(job.id.rawValue) already: once is enough."
        case .tooMany(let limit): "Job \(job.id.rawValue) has \(limit) invitations, which is as many as it may have."
        case .invitedOften(let person): "\(person) has got many invitations today. Try again tomorrow."
        }
    }

    func next(_ job: Job, _ reader: Reader) -> Phrase {
        switch self {
        case .notFindable, .invitedOften: "Find others: \(reader.command("find <skills, groups or words>"))"
        case .responded(let person):
            "Read it: \(reader.command("responses \(job.id.rawValue) \(person)"))"
        case .invited, .tooMany: "See who responds: \(reader.command("responses \(job.id.rawValue)"))"
        }
    }
}
