import Groups
import Identifiers

extension ResponseSaying {
    func list(
        _ card: JobCard,
        _ entries: [ResponseEntry],
        _ listing: Listing,
        _ reader: Reader
    ) -> Message {
        let id = card.job.id.rawValue
        let after = listing.query.after
        let isFiltered = !listing.query.words.isEmpty || listing.query.state != nil
        guard let first = entries.first, let last = entries.last else {
            guard !isFiltered else {
                return Message([
                    .line(
                        "No response to job \(id), \(strong: card.job.title), matches “\(listing.typed)”. \(count(card))"
                    ),
                    .next("See them all: \(reader.command("responses \(id)"))"),
                ])
            }
            return Message([
                .line(
                    after == nil
                        ? "Nobody has responded to job \(id), \(strong: card.job.title), yet."
                        : "There are no more responses to job \(id), \(strong: card.job.title)."
                ),
                .next(
                    after == nil
                        ? "I tell you when somebody does. See how it looks: \(reader.command("job \(id)"))"
                        : "Start over: \(reader.command("responses \(id)"))"
                ),
            ])
        }
        var blocks: [Message.Block] = [
            .title("Responses to job \(id): \(strong: card.job.title)"),
            .line(isFiltered || listing.query.order == .coming ? count(card) : totals(card)),
        ]
        if isFiltered { blocks.append(.line("Of these, those that match “\(listing.typed)”:")) }
        if listing.query.order == .coming { blocks.append(.line("In the order in which they came:")) }
        for entry in entries {
            let reason = entry.reason(reader).map { ": " + $0 } ?? ""
            blocks.append(
                .line("\(words: entry.sign)\(entry.name)\(entry.price), \(words: entry.when(reader))\(reason)")
            )
            blocks.append(.quote("\(entry.excerpt)"))
            if !entry.response.note.isEmpty { blocks.append(.line("Your note: \(entry.response.note)")) }
        }
        if listing.hasMore {
            let typed = listing.typed.isEmpty ? "" : listing.typed + " "
            let more = "responses \(id) \(typed)after \(last.response.person)"
            blocks.append(.line("There are more: \(reader.command(more))"))
        }
        let read: Phrase = "Read one in full: \(reader.command("responses \(id) \(first.response.person)"))"
        return Message(blocks + [.next(read + decision(card.job, entries, reader))])
    }

    /// What the client may decide next: about the first who waits for it, if there is one.
    private func decision(_ job: Job, _ entries: [ResponseEntry], _ reader: Reader) -> Phrase {
        let id = job.id.rawValue
        func first(_ state: Response.State) -> UserID? { entries.first { $0.response.state == state }?.response.person }
        guard case .open = job.state else { return "" }
        if let person = first(.sent) { return " · keep in mind: \(reader.command("shortlist \(id) \(person)"))" }
        return first(.shortlisted).map { " · hire: \(reader.command("hire \(id) \($0)"))" } ?? ""
    }

    /// How many there are, and who stands where in the order of rank.
    private func totals(_ card: JobCard) -> Phrase {
        let total = English.count(card.job.responseCount, "response", "responses")
        let isOne = card.job.responseCount == 1
        guard !card.groups.isEmpty else {
            return isOne ? "1 response." : "\(total), in the order in which they came."
        }
        let which = card.preferredGroups
        switch card.job.preferredCount {
        case 0 where isOne: return "1 response, not from a member of \(words: which)."
        case 1 where isOne: return "1 response, from a member of \(words: which)."
        case 0: return "\(total), none of them from a member of \(words: which). Nobody is hidden."
        case card.job.responseCount: return "\(total), from members of \(words: which)."
        case let preferred:
            let first: Phrase =
                preferred == 1
                ? "the one from a member of \(words: which)" : "the \(preferred) from members of \(words: which)"
            return "\(total): first \(first), then the others \(words: card.othersInOrder). Nobody is hidden."
        }
    }

    /// How many there are, in whatever order they are read.
    private func count(_ card: JobCard) -> Phrase {
        let total = English.count(card.job.responseCount, "response", "responses")
        guard !card.groups.isEmpty else { return "\(total) in all." }
        return """
            \(total) in all, \
            \(words: card.job.preferredCount == 0 ? "none" : "\(card.job.preferredCount)") from members of \
            \(words: card.preferredGroups).
            """
    }

    func own(_ lines: [OwnLine], _ isFirst: Bool, _ hasMore: Bool, _ reader: Reader) -> Message {
        guard let first = lines.first, let last = lines.last else {
            return Message([
                .line(isFirst ? "You have not responded to any job yet." : "There are no more responses of yours."),
                .next("Find one: \(reader.command("jobs"))"),
            ])
        }
        var blocks: [Message.Block] = [
            .line("What you have responded to, the newest job first:"),
            .list(
                lines.map { line in
                    "Job \(line.job.id.rawValue): \(strong: line.job.title), \(words: line.stateInEnglish)"
                }
            ),
        ]
        if hasMore {
            blocks.append(.line("There are more: \(reader.command("responses mine after \(last.job.id.rawValue)"))"))
        }
        return Message(blocks + [.next("See one: \(reader.command("job \(first.job.id.rawValue)"))")])
    }
}

extension JobCard {
    private var needsSeveral: Bool { (job.wanted.preferredFrom ?? 0) > 1 }

    /// Of what somebody has to be a member to be preferred.
    fileprivate var preferredGroups: String { needsSeveral ? "all requested groups" : "a requested group" }

    /// In what order those stand who are not preferred.
    fileprivate var othersInOrder: String { needsSeveral ? "by how many of these they are in" : "as they came" }
}

extension ResponseSaying.OwnLine {
    fileprivate var stateInEnglish: String {
        switch response.state {
        case .withdrawn: "withdrawn by you"
        case .declined: "declined"
        case .hired: "🤝 hired"
        case .sent, .shortlisted:
            if case .closed = job.state {
                "closed" + job.outcomeInEnglish
            } else {
                response.state == .shortlisted ? "⭐ on the shortlist" : "with its client"
            }
        }
    }
}

extension Response {
    /// What its state is called, or nil where nothing was decided.
    var stateInEnglish: String? {
        switch state {
        case .sent: nil
        case .shortlisted: "on the shortlist"
        case .hired: "hired"
        case .declined: "declined" + (reason.isEmpty ? "" : ": " + reason)
        case .withdrawn: "withdrawn"
        }
    }
}

extension ResponseEntry {
    /// Stands before the name of whoever is on the shortlist, hired or declined.
    var sign: String {
        switch response.state {
        case .shortlisted: "⭐ "
        case .hired: "🤝 "
        case .declined: "✖ "
        case .sent, .withdrawn: ""
        }
    }

    /// What its client may do with it.
    func next(_ reader: Reader) -> Phrase {
        let id = job.id.rawValue
        let person = response.person
        guard case .open = job.state, response.state != .hired else {
            return "See them all: \(reader.command("responses \(id)"))"
        }
        let start: Phrase =
            response.state == .shortlisted
            ? "Hire" : "Keep in mind: \(reader.command("shortlist \(id) \(person)")) · hire"
        let decline: Phrase =
            response.state == .declined ? "" : " · decline: \(reader.command("decline \(id) \(person)"))"
        return start + ": \(reader.command("hire \(id) \(person)"))" + decline
            + " · ask: \(reader.command("job ask \(id) \(person) …"))"
    }
}
