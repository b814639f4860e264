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
        blocks.append(
            .next(
                """
                Read one in full: \(reader.command("responses \(id) \(first.response.person)")) · \
                keep in mind: \(reader.command("shortlist \(id) \(first.response.person)"))
                """
            )
        )
        return Message(blocks)
    }

    /// How many there are, in whatever order they are read.
    private func count(_ card: JobCard) -> Phrase {
        let total = English.count(card.job.responseCount, "response", "responses")
        guard !card.groups.isEmpty else { return "\(total) in all." }
        return """
            \(total) in all, \
            \(words: card.job.preferredCount == 0 ? "none" : "\(card.job.preferredCount)") from members of a requested group.
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
        return """
            Keep in mind: \(reader.command("shortlist \(id) \(person)")) · hire: \
            \(reader.command("hire \(id) \(person)")) · decline: \(reader.command("decline \(id) \(person)")) · ask: \
            \(reader.command("job ask \(id) \(person) …"))
            """
    }
}
