import Groups
import Identifiers

extension ResponseSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .review(let entry): review(entry, reader)
        case .sent(let entry, let isAmongOthers): sent(entry, isAmongOthers, reader)
        case .arrived(let entry): arrived(entry, reader)
        case .list(let card, let entries, let listing): list(card, entries, listing, reader)
        case .one(let entry): one(entry, reader)
        case .checked(let entry):
            Message([
                .line("The form is in order; nothing is stored. \(entry.job.clientAtStart) would read\(entry.price):"),
                .quote("\(entry.response.pitch)"),
                .next("Send it again without \(code: "--check")"),
            ])
        case .sentPrivately(let job):
            Message([
                .line("Responses are for you alone: I am sending them to you in a direct message."),
                .next("Ask me there next time: \(reader.command("responses \(job.rawValue)"))"),
            ])
        case .news(let news, let card, let respondent): self.news(news, card, respondent, reader)
        case .decided(let outcome): decided(outcome, reader)
        case .outcome(let outcome): told(outcome, reader)
        case .noted(let job, let person, let isEmpty, let isAmongOthers):
            noted(job, person, isEmpty, isAmongOthers, reader)
        case .asked(let job, let person):
            Message([
                .line("I am asking \(person). The answer comes to you as soon as they give it."),
                .next("Read the response: \(reader.command("responses \(job.id.rawValue) \(person)"))"),
            ])
        case .question(let job, let text, let response): question(job, text, response, reader)
        case .answered(let job):
            Message([
                .line("Your answer is with \(job.clientName)."),
                .next("See the job: \(reader.command("job \(job.id.rawValue)"))"),
            ])
        case .answer(let job, let text, let person): answer(job, text, person, reader)
        case .withdrawn(let job):
            Message([
                .line(
                    "Your response to job \(job.id.rawValue), \(strong: job.title), is withdrawn, and its client is told."
                ),
                .next("Respond again while it is open: \(reader.command("respond \(job.id.rawValue)"))"),
            ])
        case .withdrew(let job, let person, let reason): withdrew(job, person, reason, reader)
        case .own(let lines, let isFirst, let hasMore): own(lines, isFirst, hasMore, reader)
        case .ownSentPrivately:
            Message([
                .line("What you have responded to is for you alone: I am sending it to you in a direct message."),
                .next("Ask me there next time: \(reader.command("responses mine"))"),
            ])
        case .howToRespondInstead(let job):
            Message([
                .line(
                    """
                    You answered the announcement of job \(job.id.rawValue), \(strong: job.title), where its client may not \
                    see it, and everybody else does. A response reaches them, alone.
                    """
                ),
                .next("Respond here: \(reader.command("respond \(job.id.rawValue)"))"),
            ])
        }
    }

    private func one(_ entry: ResponseEntry, _ reader: Reader) -> Message {
        Message(
            [
                .title(
                    "Response of \(entry.response.person) to job \(entry.job.id.rawValue): \(strong: entry.job.title)"
                )
            ]
                + entry.facts(reader)
                + [
                    .quote("\(entry.response.pitch)"),
                    .next(entry.next(reader)),
                ]
        )
    }

    private func review(_ entry: ResponseEntry, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    This is your response to job \(entry.job.id.rawValue), \(strong: entry.job.title):
                    """
                ),
                .quote("\(entry.response.pitch)"),
            ]
                + (entry.terms.isEmpty ? [] : [.fields(entry.terms)])
                + [
                    .next(
                        """
                        Send it: \(code: "send") · the question before: \(code: "back") · from the beginning: \
                        \(code: "start over") · drop it: \(code: "cancel")
                        """
                    )
                ]
        )
    }

    private func sent(_ entry: ResponseEntry, _ isAmongOthers: Bool, _ reader: Reader) -> Message {
        let id = entry.job.id.rawValue
        let isFirst = entry.response.revision == 1
        var blocks: [Message.Block] = [
            .line(
                isFirst
                    ? "Your response to job \(id), \(strong: entry.job.title), is with \(entry.job.clientName)."
                    : """
                    Your new response to job \(id), \(strong: entry.job.title), is with \(entry.job.clientName) and takes \
                    the place of the one before.
                    """
            )
        ]
        if isAmongOthers {
            blocks.append(
                .line("It is meant for the client alone. You may delete your message here: the response stays.")
            )
        } else {
            if !entry.card.groups.isEmpty { blocks.append(.line(entry.ownStanding(reader))) }
        }
        blocks.append(
            .next(
                """
                Change it: \(reader.command("respond \(id)")) · \
                how the job stands: \(reader.command("job \(id)")) · take it back: \
                \(reader.command("respond withdraw \(id)"))
                """
            )
        )
        return Message(blocks)
    }

    private func arrived(_ entry: ResponseEntry, _ reader: Reader) -> Message {
        let verb = entry.response.revision == 1 ? "responded" : "changed their response"
        let id = entry.job.id.rawValue
        return Message(
            [
                .line(
                    """
                    \(entry.name) \(words: verb) to job \(id), \(strong: entry.job.title)\(entry.price)\
                    \(entry.reason(reader).map { ": " + $0 } ?? "").
                    """
                ),
                .next(
                    """
                    Read it: \(reader.command("responses \(id) \(entry.response.person)")) · \
                    all of them: \(reader.command("responses \(id)"))
                    """
                ),
            ],
            attention: .text,
            mentions: [entry.job.client]
        )
    }
}

extension ResponseEntry {
    var job: Job { card.job }

    /// The person with the badges that they carry.
    var name: Phrase {
        badges.isEmpty ? "\(response.person)" : "\(response.person) \(badges.map(\.emoji).joined())"
    }

    /// What goes with the pitch, where there is any of it.
    var terms: [Message.Field] {
        var fields: [Message.Field] = []
        if !response.price.isEmpty { fields.append(.init("Price", "\(response.price)")) }
        if !response.availability.isEmpty { fields.append(.init("Available", "\(response.availability)")) }
        if !response.links.isEmpty { fields.append(.init("Links", "\(response.links.joined(separator: " "))")) }
        return fields
    }

    var price: Phrase { response.price.isEmpty ? "" : ", for \(response.price)" }

    func when(_ reader: Reader) -> String { EnglishDate.moment(response.at, in: reader.zone) }

    /// The start of the pitch: a page must hold ten.
    var excerpt: String {
        let line = response.pitch.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 240 ? line.prefix(239) + "…" : line
    }

    /// Why the response stands where it stands, or nil where nothing but the time decides.
    func reason(_ reader: Reader) -> Phrase? {
        guard !card.groups.isEmpty else { return nil }
        let facts = zip(card.groups, standings).compactMap { fact($0, $1, reader) }
        guard !facts.isEmpty else { return "a member of no requested group" }
        let list = English.list(facts)
        let tests = English.count(response.testsHeld, "test that is", "tests that are")
        let passed: Phrase = response.testsHeld == 0 ? "" : "; has passed \(tests) asked for there"
        return (isPreferred ? "preferred, " + list : list) + passed
    }

    private func fact(_ group: Group, _ standing: Standing, _ reader: Reader) -> Phrase? {
        let zone = reader.zone(of: group)
        let before = response.memberships.first { $0.group == group.id }
        let then: Phrase? = before.map { membership in
            let left = membership.leftAt.map { ", left on \(words: EnglishDate.day($0, in: zone))" as Phrase }
            return "a member of \(group.badge) \(strong: group.name) when responding" + (left ?? "")
        }
        switch standing {
        case .member(let since):
            return "a member of \(group.badge) \(strong: group.name) since \(words: EnglishDate.day(since, in: zone))"
        case .waiting(let request):
            let end = EnglishDate.end(request.dueAt, in: zone)
            let due: Phrase =
                English.isLate(request, reader)
                ? "not decided yet, late since \(words: end)" : "to be decided by \(words: end)"
            return then.map { $0 + ", and asked again, " + due }
                ?? "asked to join \(group.badge) \(strong: group.name), " + due
        case .queued:
            return "let in to \(group.badge) \(strong: group.name), which is full: on its waiting list"
        case .stranger: return then
        }
    }

    /// The same, said to the respondent.
    fileprivate func ownStanding(_ reader: Reader) -> Phrase {
        let names = card.groups.map { "\($0.badge) \(strong: $0.name)" as Phrase }
        let held = zip(names, standings).compactMap { if case .member = $1 { $0 } else { nil } }
        guard !isPreferred else {
            return """
                You are a member of \(English.list(held)), so your response is among the preferred ones and stands first.
                """
        }
        let who: Phrase =
            (job.wanted.preferredFrom ?? 0) > 1
            ? "those who are in all of \(English.list(names))" : "members of \(English.list(names, or: true))"
        let own: Phrase = held.isEmpty ? "" : "You are a member of \(English.list(held)). "
        return own + """
            Responses from \(who) are preferred and stand first. Yours is seen all the same, and moves up should you be \
            admitted.
            """
    }

    func facts(_ reader: Reader) -> [Message.Block] {
        var fields: [Message.Field] = []
        if !headline.isEmpty { fields.append(.init("Headline", "\(headline)")) }
        if !badges.isEmpty {
            fields.append(
                .init(
                    "Badges",
                    English.list(
                        badges.map { badge in
                            """
                            \(badge.emoji) \(badge.groupName), since \
                            \(words: EnglishDate.day(badge.since, in: reader.zone))
                            """
                        }
                    )
                )
            )
        }
        if !passes.isEmpty {
            fields.append(.init("Tests passed", English.list(passes.map { $0.english(isOwn: false, reader) })))
        }
        if isInvited { fields.append(.init("Invited", "by you")) }
        fields += terms
        if let state = response.stateInEnglish { fields.append(.init("State", "\(words: sign)\(words: state)")) }
        if !response.note.isEmpty { fields.append(.init("Your note", "\(response.note)")) }
        fields.append(.init("Responded", "\(words: when(reader))"))
        if let changedAt = response.changedAt {
            fields.append(.init("Changed", "\(words: EnglishDate.moment(changedAt, in: reader.zone))"))
        }
        if let reason = reason(reader) { fields.append(.init("Standing", reason)) }
        return [.fields(fields)]
    }
}
