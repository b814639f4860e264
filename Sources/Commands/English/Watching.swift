import Groups
import Identifiers

extension OfficeSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .vacant(let group, let people, let waiting, let isOwner):
            vacant(group, people, waiting, isOwner, reader)
        case .filled(let group, let waiting):
            Message(
                [
                    .line(
                        """
                        Somebody can decide for \(strong: group.name) again, so it takes requests.\
                        \(words: waiting == 0 ? "" : " \(waiting) \(waiting == 1 ? "waits" : "wait").")
                        """
                    ),
                    .next("See who decides: \(reader.command("admins \(group.handle)"))"),
                ],
                attention: .text
            )
        }
    }

    private func vacant(
        _ group: Group,
        _ people: [UserID],
        _ waiting: Int,
        _ isOwner: Bool,
        _ reader: Reader
    ) -> Message {
        let names = English.people(Array(people.prefix(5)))
        let others: Phrase = people.count > 5 ? " and \(people.count - 5) more" : ""
        let who = names + others + (people.count == 1 ? " has" : " have")
        var blocks: [Message.Block] = [
            .line(
                "⚠ Nobody can decide for \(strong: group.name) any more: " + who
                    + " left every room that I share with them."
            ),
            .line("Until somebody decides for it, it takes no new requests. " + Self.waiting(waiting)),
        ]
        blocks.append(
            isOwner
                ? .next("Appoint somebody: \(reader.command("admins \(group.handle) add @person:server"))")
                : .next(
                    """
                    Its owners, who appoint somebody, know. If they don’t answer, add one: \
                    \(reader.command("sponsor owners \(group.sponsor.typed) add @person:server"))
                    """
                )
        )
        return Message(blocks, attention: .text)
    }

    private static func waiting(_ count: Int) -> Phrase {
        switch count {
        case 0: "No request waits."
        case 1: "1 request waits, and its date stays as it was promised."
        default: "\(count) requests wait, and their dates stay as they were promised."
        }
    }
}

extension RoomWatchSaying {
    func english(_ reader: Reader) -> Message {
        var blocks: [Message.Block] = []
        if !curesToSay.isEmpty {
            blocks.append(
                .line(
                    """
                    I can invite and remove people in the members’ room of \(strong: group.name) again. What waited for \
                    that, I do now.
                    """
                )
            )
        }
        blocks += troubles.map { .line(line($0)) }
        let shown = Array(people.prefix(GroupWatch.peopleAtMost))
        if !shown.isEmpty {
            blocks.append(.line("In the members’ room of \(strong: group.name):"))
            blocks.append(.list(shown.map(line)))
            if people.count > shown.count { blocks.append(.line("There are more.")) }
        }
        blocks.append(.next(next(reader)))
        return Message(blocks, attention: .text)
    }

    private func line(_ trouble: RoomTrouble) -> Phrase {
        switch trouble {
        case .adminSilent:
            """
            I can’t speak in the administrators’ room of \(strong: group.name) any more. Its requests come to each \
            administrator’s direct message until I can.
            """
        case .adminDeserted:
            """
            No administrator of \(strong: group.name) is in its administrators’ room. Its requests come to each \
            administrator’s direct message until one is.
            """
        case .membersGone:
            """
            I am no longer in the members’ room of \(strong: group.name), so nobody is invited to it or taken out of it. \
            Memberships go on as they are.
            """
        case .membersWeak:
            """
            I can no longer invite and remove people in the members’ room of \(strong: group.name). Memberships go on as \
            they are; invitations and removals wait until I can.
            """
        case .membersPublic:
            """
            Anybody can now enter the members’ room of \(strong: group.name) without asking. Who comes in that way does \
            not become a member.
            """
        }
    }

    private func line(_ stir: RoomStir) -> Phrase {
        switch stir.kind {
        case .takenOut: "\(stir.person) was taken out of it, and is still a member"
        case .cameIn: "\(stir.person) came in, and is no member"
        }
    }

    private func next(_ reader: Reader) -> Phrase {
        let handle = group.handle
        if let trouble = troubles.last { return cure(trouble, reader) }
        if let stir = people.first(where: { $0.kind == .takenOut }) {
            return """
                End a membership: \(reader.command("remove \(handle) \(stir.person.rawValue) <reason>")) · who is to be let \
                in again types \(reader.command("join \(handle)"))
                """
        }
        if let stir = people.first {
            return """
                Let them be members: \(reader.command("invite \(handle) \(stir.person.rawValue)")), or take them out of \
                the room in your client
                """
        }
        return "See the members: \(reader.command("groups members \(handle)"))"
    }

    /// What a person can do about it.
    private func cure(_ trouble: RoomTrouble, _ reader: Reader) -> Phrase {
        let handle = group.handle
        return switch trouble {
        case .adminSilent:
            """
            Invite me there again, let me speak, or take another room: \(reader.command("here \(handle) admin")) in it
            """
        case .adminDeserted:
            "Come back into it, or take another room: \(reader.command("here \(handle) admin")) in it"
        case .membersGone:
            """
            Invite me there again, as a moderator (power level 50), or take another room: \
            \(reader.command("here \(handle) members")) in it
            """
        case .membersWeak:
            "Please make me a moderator there (power level 50). What waits I then do by myself."
        case .membersPublic:
            "Set its access to “ask to join” in the room’s settings: who knocks then asks to join the group."
        }
    }
}

extension English {
    /// What a new member hears of the members’ room.
    static func roomInvitation(isShut: Bool) -> Message.Block {
        isShut
            ? .line(
                "I can’t invite you to the members’ room yet. Its administrators know, and the invitation follows by itself."
            )
            : .line("An invitation to the members’ room is on its way.")
    }

    /// What a new member can do next.
    static func nextForMember(_ reader: Reader) -> Message.Block {
        .next(
            """
            See your badges: \(reader.command("profile")) · find work: \(reader.command("jobs")) · hear of new jobs: \
            \(reader.command("jobs watch my groups"))
            """
        )
    }

    /// What an administrator hears of a members’ room that does not let the bot invite somebody.
    static func roomShut(_ person: UserID) -> Phrase {
        """
         I can’t invite \(person) to the members’ room yet: for that I must be a moderator there (power level 50). Then I do \
        it by myself.
        """
    }
}
