import Groups
import Identifiers

extension FoundingSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .sponsorAdded(let sponsor, let owners):
            Message([
                .line("\(strong: sponsor.name) is now a sponsor. Owned by \(English.people(owners))."),
                .next("Its owners open groups with \(reader.command("groups create <name>"))"),
            ])
        case .ownersAdded(let sponsor, let owners):
            Message([
                .line(
                    "\(strong: sponsor.name) was a sponsor already; it is now also owned by \(English.people(owners))."
                ),
                .next("Its owners open groups with \(reader.command("groups create <name>"))"),
            ])
        case .created(let group): group.state == .draft ? drafted(group, reader) : created(group, reader)
        case .edited(let group):
            Message(
                [.line("\(strong: group.name) is changed.")] + (English.crowded(group).map { [$0] } ?? []) + [
                    .next("See how it looks: \(reader.command("groups show \(group.handle)"))")
                ]
            )
        case .checked(let group, let isNew):
            Message([
                .line(
                    """
                    The form is in order; nothing is stored. \
                    \(words: isNew ? "The group would be" : "The group would become") \
                    \(group.badge) \(strong: group.name) (\(code: group.handle)) by \(group.sponsor.name)\
                    \(words: isNew && group.state == .draft ? ", as a draft" : "").
                    """
                ),
                .next("Send it again without \(code: "--check")"),
            ])
        case .administrators(let group, let people, let isOwner):
            Message([
                .line("Administrators of \(strong: group.name): \(English.people(people))."),
                .next(
                    isOwner
                        ? "Add one: \(reader.command("admins \(group.handle) add @person:server"))"
                        : "See the group: \(reader.command("groups show \(group.handle)"))"
                ),
            ])
        case .administratorAdded(let person, let group, let isAway): added(person, group, isAway, reader)
        case .administratorRemoved(let person, let group):
            Message([
                .line("\(person) no longer decides for \(strong: group.name)."),
                .next("See who does: \(reader.command("admins \(group.handle)"))"),
            ])
        case .handedOver(let group, let person, let isNew):
            Message([
                .line(
                    isNew
                        ? "\(person) now decides for \(strong: group.name) in your place, and has been told."
                        : "You no longer decide for \(strong: group.name). \(person) still does."
                ),
                .next(afterwards(group, reader)),
            ])
        case .dismissed(let group, let owner): dismissed(group, owner, reader)
        case .appointed(let group, let owner): appointed(group, owner, reader)
        case .roomTaken(let group, let role, let name, let isPublic): roomTaken(group, role, name, isPublic, reader)
        case .roomGivenUp(let group, let role, let name): roomGivenUp(group, role, name, reader)
        case .mistakes(let mistakes, let usage, let example):
            English.mistakes(mistakes, of: usage, example: example, reader)
        }
    }

    private func added(_ person: UserID, _ group: Group, _ isAway: Bool, _ reader: Reader) -> Message {
        guard isAway else {
            return Message([
                .line("\(person) now decides for \(strong: group.name). I am telling them."),
                .next("See them all: \(reader.command("admins \(group.handle)"))"),
            ])
        }
        return Message([
            .line(
                """
                \(person) is now an administrator of \(strong: group.name), but left every room that I shared with \
                them. They decide once they come back.
                """
            ),
            .next("Add somebody who is here: \(reader.command("admins \(group.handle) add @person:server"))"),
        ])
    }

    private func dismissed(_ group: Group, _ owner: UserID, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    \(owner) has taken you off the administrators of \(strong: group.name). You no longer decide \
                    for it.
                    """
                ),
                .next(afterwards(group, reader)),
            ],
            attention: .text
        )
    }

    /// What somebody can look at who decides for a group no more: whoever does not run a draft knows of none.
    private func afterwards(_ group: Group, _ reader: Reader) -> Phrase {
        group.state == .draft
            ? "See the groups there are: \(reader.command("groups"))"
            : "See who does: \(reader.command("admins \(group.handle)"))"
    }

    private func created(_ group: Group, _ reader: Reader) -> Message {
        Message([
            .line(
                """
                \(group.badge) \(strong: group.name) is open. Its handle is \(code: group.handle), and you are its \
                first administrator. Requests come to you in a direct message until the group has a room for them.
                """
            ),
            .next(
                """
                See its page: \(reader.command("groups show \(group.handle)")) · \
                more administrators: \(reader.command("admins \(group.handle) add @person:server")) · \
                in the administrators’ room: \(reader.command("here \(group.handle) admin"))
                """
            ),
        ])
    }

    private func appointed(_ group: Group, _ owner: UserID, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    \(owner) made you an administrator of \(strong: group.name). You decide who joins it, within \
                    \(JoinRequest.businessDaysToDecide) business days of each request.
                    """
                )
            ] + (group.state == .draft ? [.line("It is a draft still: few see it, and nobody can join it yet.")] : [])
                + [
                    .next(
                        group.state == .draft
                            ? "See its page: \(reader.command("groups show \(group.handle)"))"
                            : "See what waits: \(reader.command("requests \(group.handle)"))"
                    )
                ],
            attention: .text
        )
    }

    private func roomTaken(
        _ group: Group?,
        _ role: RoomRole,
        _ name: String?,
        _ isPublic: Bool,
        _ reader: Reader
    ) -> Message {
        let off = (name.map { " \($0)" } ?? "") + " off"
        let place: Phrase = name.map { "\(code: $0)" } ?? "this room"
        guard let group else {
            return Message([
                .line("From now on I announce every job in " + place + "."),
                .next("Stop it: \(reader.command("here jobs\(off)"))"),
            ])
        }
        let handle = group.handle
        switch role {
        case .admin:
            return Message([
                .line(
                    "Requests to join \(strong: group.name) appear in " + place
                        + " from now on, and are decided \(words: name == nil ? "here" : "there")."
                ),
                .next("See what waits: \(reader.command("requests \(handle)"))"),
            ])
        case .members:
            let room: Phrase = name.map { "\(code: $0) is now" } ?? "This is now"
            var blocks: [Message.Block] = [
                .line(
                    room
                        + """
                         the members’ room of \(strong: group.name): I invite whoever is admitted and take out whoever \
                        leaves. Whoever knocks on it asks to join the group.
                        """
                ),
                .next("See the members: \(reader.command("groups members \(handle)"))"),
            ]
            if isPublic {
                blocks.insert(
                    .line(
                        """
                        Anybody can enter it now without asking, and does not become a member by that. If people are to \
                        knock, set its access to “ask to join”.
                        """
                    ),
                    at: 1
                )
            }
            return Message(blocks)
        case .jobs:
            return Message([
                .line("From now on I announce jobs for \(strong: group.name) in " + place + "."),
                .next("Stop it: \(reader.command("here \(handle) jobs\(off)"))"),
            ])
        }
    }

    private func roomGivenUp(_ group: Group?, _ role: RoomRole, _ name: String?, _ reader: Reader) -> Message {
        let part = (group.map { $0.handle + " " } ?? "") + role.rawValue + (name.map { " \($0)" } ?? "")
        return Message([
            .line(givenUp(group, role, name)), .next("To undo that: \(reader.command("here \(part)"))"),
        ])
    }

    private func givenUp(_ group: Group?, _ role: RoomRole, _ name: String?) -> Phrase {
        let place: Phrase = name.map { "\(code: $0)" } ?? "this room"
        guard let group else { return "I no longer announce jobs in " + place + "." }
        switch role {
        case .admin:
            return "Requests to join \(strong: group.name) no longer appear in " + place
                + ". They go to each administrator’s direct message."
        case .members:
            let room: Phrase = name.map { "\(code: $0)" } ?? "This"
            return room + " is no longer the members’ room of \(strong: group.name). Nobody was taken out of it."
        case .jobs: return "I no longer announce jobs for \(strong: group.name) in " + place + "."
        }
    }
}

extension English {
    /// Such as `@ada:example.org and @abel:example.org`.
    static func people(_ people: [UserID]) -> Phrase {
        var phrase: Phrase = ""
        for (index, person) in people.enumerated() {
            if index > 0 { phrase = phrase + (index == people.count - 1 ? " and " : ", ") }
            phrase = phrase + "\(person)"
        }
        return phrase
    }
}
