import Groups
import Identifiers

extension JobSaying {
    func howToPost(_ group: Group?, _ reader: Reader) -> Message {
        let form = """
            \(reader.prefix)postjob
            title: 
            \(JobForm.wantedField): \(group?.handle ?? "")
            budget: 
            place: 
            about: 
            """
        let start: Phrase =
            group.map { "To post a job for \($0.badge) \(strong: $0.name), copy this form, fill it in and send it:" }
            ?? "To post a job, copy this form, fill it in and send it:"
        return Message([
            .line(start),
            .example(form),
            .line(
                """
                Only the title must be there. The job is open to all freelancers; by naming groups you let them know \
                that you prefer responses from those who have passed the membership criteria. There is also \
                \(code: "start"), \(code: "length"), \(code: "deadline"), \(code: "people"), \(code: "match: all") for \
                those in all of the groups, and \(code: "client: hidden").
                """
            ),
            .next(
                """
                You see a preview before anything is posted · one question at a time instead: \
                \(reader.command("postjob " + (group.map { $0.handle + " " } ?? "") + "--guided")) · an example: \
                \(reader.command("help postjob"))
                """
            ),
        ])
    }

    func checked(_ sight: Sight, _ reader: Reader) -> Message {
        Message(
            [.line("The form is in order; nothing is stored. The job would look like this:")]
                + sight.card.blocks(title: "💼 \(strong: sight.card.job.title)", isClientKnown: true)
                + Self.new(sight.newSkills, cure: "correct it first") + Self.paused(sight.card.groups)
                + [
                    .line(Self.wouldBeAnnounced(sight.rooms, reader)),
                    .next("Send it again without \(code: "--check")"),
                ]
        )
    }

    func preview(_ sight: Sight, _ reader: Reader) -> Message {
        let card = sight.card
        let id = card.job.id.rawValue
        let until = EnglishDate.moment(card.job.draftExpiresAt, in: reader.zone)
        return Message(
            [.line("This is how your job will look. It is not posted yet.")]
                + card.blocks(title: card.title, isClientKnown: true)
                + Self.new(sight.newSkills, cure: "drop this and send the form again") + Self.paused(card.groups)
                + [
                    .line(Self.wouldBeAnnounced(sight.rooms, reader)),
                    .next(
                        """
                        Tap \(words: DraftReply.post) to post it or \(words: DraftReply.drop) to drop it, reply \
                        \(code: "post") or \(code: "cancel"), or type \(reader.command("postjob confirm \(id)")) or \
                        \(reader.command("postjob cancel \(id)")). It waits until \(words: until).
                        """
                    ),
                ]
        )
    }

    /// That a group takes no new members, which is no reason not to ask those whom it has.
    private static func paused(_ groups: [Group]) -> [Message.Block] {
        let paused = groups.filter { if case .paused = $0.state { true } else { false } }
        guard !paused.isEmpty else { return [] }
        let names = English.list(paused.map { "\($0.badge) \(strong: $0.name)" })
        return [
            .line(
                """
                \(names) \(words: paused.count == 1 ? "takes" : "take") no new members for now; responses of the members \
                there are stay preferred.
                """
            )
        ]
    }

    /// That a word is taken for a skill which nobody has named before, so that a slip is seen while it can be mended.
    static func new(_ skills: [NewSkill], cure: String) -> [Message.Block] {
        guard !skills.isEmpty else { return [] }
        let names = English.list(skills.map { "“\($0.name)”" })
        let what: Phrase =
            skills.count == 1
            ? "\(names) is no group, and no group names it as a skill yet."
            : "\(names) are no groups, and no group names them as skills yet."
        let near = skills.compactMap { skill in skill.near.map { (typed: skill.name, meant: $0) } }
        guard !near.isEmpty else { return [.line(what)] }
        let meant = English.list(
            near.map { skills.count == 1 ? "\(code: $0.meant)" : "\(code: $0.meant) for “\($0.typed)”" }
        )
        return [.line(what + " Did you mean \(meant)? Then \(words: cure).")]
    }

    private static func wouldBeAnnounced(_ rooms: Int, _ reader: Reader) -> Phrase {
        rooms == 0
            ? "No room announces such jobs yet: people will find it with \(reader.command("jobs"))."
            : "It will be announced in \(English.count(rooms, "room", "rooms"))."
    }

    func whichOne(_ jobs: [Job], _ isPosting: Bool, _ reader: Reader) -> Message {
        let command = isPosting ? "postjob confirm" : "postjob cancel"
        return Message([
            .line("You have \(jobs.count) previews waiting. Which one do you mean?"),
            .list(jobs.map { "\(reader.command("\(command) \($0.id.rawValue)")) – \($0.title)" }),
            .next("Send one of these, or reply to the preview"),
        ])
    }

    func posted(_ job: Job, _ places: Places, _ reader: Reader) -> Message {
        let id = job.id.rawValue
        return Message([
            .line("Job \(id), \(strong: job.title), is posted. " + Self.announced(places, reader)),
            .next(
                """
                See who responds: \(reader.command("responses \(id)")) · \
                close it: \(reader.command("job close \(id)"))
                """
            ),
        ])
    }

    static func announced(_ places: Places, _ reader: Reader) -> Phrase {
        guard places.total > 0 else {
            return "No room announces such jobs yet; people find it with \(reader.command("jobs"))."
        }
        var known: [Phrase] = places.isHere ? ["here"] : []
        known += places.names.map { "in \(strong: $0)" }
        let others = places.total - known.count
        if others > 0 {
            known.append(
                known.isEmpty
                    ? "in \(English.count(others, "room", "rooms"))"
                    : "in \(English.count(others, "other room", "other rooms"))"
            )
        }
        return "It is announced \(English.list(known))."
    }

    func settled(_ text: Phrase, _ next: Phrase) -> Message {
        Message([.line(text), .next(next)])
    }
}

extension JobCard {
    var title: Phrase { "💼 Job \(job.id.rawValue): \(strong: job.title)" }

    /// The job as everybody sees it, with further facts where there are any.
    ///
    /// `isClientKnown` says that the reader may know who its client is, where the job hides that.
    func blocks(title: Phrase, and further: [Message.Field] = [], isClientKnown: Bool = false) -> [Message.Block] {
        [.title(title)] + offer(and: further, isClientKnown: isClientKnown)
    }

    /// The same without a heading.
    func offer(and further: [Message.Field] = [], isClientKnown: Bool = false) -> [Message.Block] {
        var blocks: [Message.Block] = job.about.isEmpty ? [] : [.quote("\(job.about)")]
        var fields: [Message.Field] = [.init("Client", job.clientInEnglish(isKnown: isClientKnown))]
        if !groups.isEmpty { fields.append(.init("Groups", English.list(groupNames))) }
        if !job.wanted.skills.isEmpty {
            fields.append(.init("Skills", "\(job.wanted.skills.joined(separator: ", "))"))
        }
        if let budget = job.budgetInEnglish { fields.append(.init("Budget", "\(budget)")) }
        blocks.append(.fields(fields + job.terms.fields + further))
        if case .closed = job.state { return blocks }
        return blocks + [.line(preference)]
    }

    /// Such as `🦜 Swift Guild (swift-guild)`.
    private var groupNames: [Phrase] {
        groups.map { "\($0.badge) \($0.name) (\(code: $0.handle))" }
    }

    /// Whose responses the client prefers; nobody is left out.
    var preference: Phrase {
        guard !groups.isEmpty else { return "Open to all freelancers." }
        let names = English.list(groups.map { "\($0.badge) \(strong: $0.name)" }, or: !job.wanted.needsAll)
        return """
            Open to all freelancers. Responses are preferred from those who have passed the membership criteria of \
            \(names).
            """
    }
}

extension English {
    /// Such as `a, b and c`, or `a, b or c`.
    static func list(_ phrases: [Phrase], or: Bool = false) -> Phrase {
        var list: Phrase = ""
        for (index, phrase) in phrases.enumerated() {
            if index > 0 { list = list + (index < phrases.count - 1 ? ", " : or ? " or " : " and ") }
            list = list + phrase
        }
        return list
    }
}
