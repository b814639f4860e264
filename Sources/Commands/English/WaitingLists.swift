import Groups
import Identifiers

extension QueueSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .waits(let place, let group, let note): waits(place, group, note, reader)
        case .ruleApplied(let place, let group):
            Message([
                .line(
                    """
                    \(place.person) meets everything that \(strong: group.name) asks for, and by your rule such a request\
                    \(place.number(of: place.ticket)) needs nobody. The group is full (\(English.taken(group, more: 1))): they are \
                    on its waiting list.
                    """
                ),
                .next("See who waits: \(reader.command("requests \(group.handle)"))"),
            ])
        case .accepted(let place, let group, let mentions):
            Message(
                [
                    .line(
                        """
                        \(place.person) accepted your invitation to \(strong: group.name), which is full: they are on its \
                        waiting list, \(English.place(place)).
                        """
                    ),
                    .next("See who waits: \(reader.command("requests \(group.handle)"))"),
                ],
                attention: .text,
                mentions: mentions
            )
        case .admitted(let place, let group, let isShut): admitted(place, group, isShut, reader)
        case .gaveUp(_, let group):
            Message([
                .line("You have given up your place on the waiting list of \(strong: group.name)."),
                .next("Should you change your mind: \(reader.command("join \(group.handle)"))"),
            ])
        case .void(let place, let group, let reason): void(place, group, reason, reader)
        case .takenOff(let person, let group):
            Message([
                .line(
                    """
                    \(person) is no longer on the waiting list of \(strong: group.name). I am telling them your reason; they may \
                    ask again at once.
                    """
                ),
                .next("Keep them out: \(reader.command("ban \(group.handle) \(person.rawValue) <reason>"))"),
            ])
        case .youWereTakenOff(let place, let group, let administrator, let reason, let owners):
            Message(
                [
                    .line(
                        "\(administrator) has taken you off the waiting list of \(strong: group.name). The reason:"
                    ),
                    .quote("\(reason)"),
                    .line("You may ask again at once. \(English.appeal(group, owners, from: administrator))"),
                    .next("See what the group asks for: \(reader.command("groups show \(group.handle)"))"),
                ],
                attention: .text,
                mentions: [place.person]
            )
        }
    }

    private func waits(_ place: QueuePlace, _ group: Group, _ note: String, _ reader: Reader) -> Message {
        let letIn: Phrase =
            switch place.ticket {
            case .approval(let id):
                "\(place.letInBy) approved your request #\(id.rawValue) to join \(strong: group.name)."
            case .rule:
                "You meet everything that \(strong: group.name) asks for, and by its sponsor’s rule that is enough."
            case .invitation: "You accepted the invitation of \(place.letInBy) to \(strong: group.name)."
            }
        let full: Phrase = """
            But it has as many members as it takes (\(group.capacity ?? 0)), so you are on its waiting list: \
            \(English.place(place)). Nobody has to decide anything any more: as soon as a place is yours, you are a member, and \
            I tell you.
            """
        var blocks: [Message.Block] =
            note.isEmpty ? [.line(letIn + " " + full)] : [.line(letIn), .quote("\(note)"), .line(full)]
        blocks.append(
            .next(
                """
                See where you stand: \(reader.command("requests")) · give the place up: \
                \(reader.command(place.givingUp(group)))
                """
            )
        )
        return Message(blocks, attention: .text, mentions: [place.person])
    }

    private func admitted(_ place: QueuePlace, _ group: Group, _ isShut: Bool, _ reader: Reader) -> Message {
        let how: Phrase =
            switch place.ticket {
            case .approval(let id): "by \(place.letInBy)’s approval of your request #\(id.rawValue)"
            case .rule: "by the sponsor’s rule"
            case .invitation: "by the invitation of \(place.letInBy)"
            }
        var blocks: [Message.Block] = [
            .line("Welcome to \(strong: group.name)! A place has become free, and it is yours, " + how + "."),
            .line("From now on you carry its badge \(group.badge) on your profile and beside every response to a job."),
        ]
        if group.rooms.members != nil { blocks.append(English.roomInvitation(isShut: isShut)) }
        blocks.append(English.nextForMember(reader))
        return Message(blocks, attention: .text, mentions: [place.person])
    }

    private func void(
        _ place: QueuePlace,
        _ group: Group,
        _ reason: QueueVoidReason,
        _ reader: Reader
    ) -> Message {
        let next: Phrase =
            switch reason {
            case .notFreelancer:
                "Become one again: \(reader.command("freelancer")), then \(reader.command("join \(group.handle)"))"
            case .banned, .removed, .archived: "Find another group: \(reader.command("groups"))"
            }
        return Message(
            [
                .line(
                    """
                    Your place on the waiting list of \(strong: group.name) is void: \(English.voidPlace(reason, isOwn: true)).
                    """
                ),
                .next(next),
            ],
            attention: .text,
            mentions: [place.person]
        )
    }
}

extension QueuePlace {
    /// What takes the person off the list again.
    func givingUp(_ group: Group) -> String {
        if case .approval(let id) = ticket { "withdraw \(id.rawValue)" } else { "leave \(group.handle)" }
    }

    fileprivate func number(of ticket: Ticket) -> Phrase { ticket.request.map { " (#\($0.rawValue))" } ?? "" }
}

extension QueueSaying.End {
    /// What the card of an approved request says besides the approval.
    var english: Phrase {
        switch self {
        case .waits(let place): "⏳ The group is full: on the waiting list, " + English.place(place)
        case .admitted: "A place became free, and they are a member"
        case .gaveUp: "↩️ They gave up their place on the waiting list"
        case .void(let reason): "🚫 Their place on the waiting list is void: " + English.voidPlace(reason)
        }
    }
}

extension QueueSaying.Line {
    /// Such as `#1 Swift Guild: @ada:example.org let you in; on the waiting list, place 3`.
    var english: Phrase {
        let number: Phrase = place.ticket.request.map { "#\($0.rawValue) " } ?? ""
        return number + "\(strong: group.name), let in by \(place.letInBy), " + English.place(place)
    }
}

extension English {
    /// Such as `place 3`.
    static func place(_ place: QueuePlace) -> Phrase {
        place.number < QueuePlace.countedAtMost
            ? "place \(place.number)" : "after more than \(grouped(place.number - 1)) others"
    }

    static func voidPlace(_ reason: QueueVoidReason, isOwn: Bool = false) -> Phrase {
        switch reason {
        case .notFreelancer: "\(words: isOwn ? "you" : "they") are no freelancer any more"
        case .banned: "\(words: isOwn ? "you" : "they") were banned"
        case .removed: "an administrator took \(words: isOwn ? "you" : "them") off it"
        case .archived: "the group is over"
        }
    }

    /// Such as `full: 50 of 50, 3 waiting`; `more` is how many are just now put on the list.
    static func places(of group: Group) -> Phrase { (group.isFull() ? "full: " : "") + taken(group) }

    /// The same without a word for it.
    static func taken(_ group: Group, more: Int = 0) -> Phrase {
        guard let capacity = group.capacity else { return "\(group.memberCount)" }
        let count: Phrase = "\(group.memberCount) of \(capacity)"
        let waiting = group.queueCount + more
        return count + (waiting > 0 ? ", \(waiting) waiting" : "")
    }

    /// To an applicant: that there is no place at present.
    static func fullNow(_ group: Group) -> Message.Block {
        .line(
            """
            The group is full at present (\(taken(group))). If they let you in, you are on its waiting list, and a member \
            as soon as there is a place.
            """
        )
    }

    /// To somebody who is invited: the same.
    static func fullForInvited(_ group: Group) -> Phrase {
        """
        It is full at present (\(taken(group))): if you accept, you are on its waiting list, and a member with its badge as \
        soon as there is a place.
        """
    }

    /// The list of what waits to be decided, with those who wait for a place below it.
    static func queued(_ message: Message, _ queue: [QueuePlace], in group: Group, _ reader: Reader) -> Message {
        guard !queue.isEmpty else { return message }
        let hidden = group.queueCount - queue.count
        let lines: [Phrase] = queue.map { place in
            let by: Phrase = place.ticket.request.map { " (#\($0.rawValue))" } ?? ""
            return "\(place.number). \(place.person)\(by), let in by \(place.letInBy)"
        }
        var message = message
        let next = message.blocks.popLast()
        message.blocks += [
            .line("Let in, and waiting for a place (\(taken(group))):"),
            .list(lines + (hidden > 0 ? ["… and \(hidden) more"] : [])),
        ]
        message.blocks += next.map { [$0] } ?? []
        return message
    }

    /// What somebody who changed a group hears of its places: nobody is taken out.
    static func crowded(_ group: Group) -> Message.Block? {
        guard let capacity = group.capacity, group.memberCount > capacity else { return nil }
        return .line(
            """
            It has \(group.memberCount) members, more than the \(capacity) that it takes now. They all stay; nobody else comes \
            in until there are fewer.
            """
        )
    }
}
