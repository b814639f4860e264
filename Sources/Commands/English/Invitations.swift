import Groups
import Identifiers

extension InvitationSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .invited(let invitation, let group, let isFreelancer):
            invited(invitation, group, isFreelancer, reader)
        case .sent(let invitation, let group, let isFreelancer):
            Message([
                .line(
                    """
                    I am inviting \(invitation.person) to \(strong: group.name). They have until \
                    \(words: EnglishDate.end(invitation.endsAt, in: reader.zone(of: group))), and \
                    \(words: group.isFull() ? "if they accept they are on its waiting list" : "are a member as soon as they accept")\
                    \(words: isFreelancer ? "" : ". They have to become a freelancer first: I tell them how").
                    """
                ),
                .next("See who is invited: \(reader.command("invite \(group.handle)"))"),
            ])
        case .takenBack(let person, let group):
            Message([
                .line(
                    """
                    The invitation of \(person) to \(strong: group.name) is taken back, and I am telling them.
                    """
                ),
                .next("Invite them after all: \(reader.command("invite \(group.handle) \(person.rawValue)"))"),
            ])
        case .yoursWasTakenBack(let group):
            Message(
                [
                    .line("\(strong: group.name) has taken back its invitation to you: it can no longer be accepted."),
                    .next("You may ask to join: \(reader.command("join \(group.handle)"))"),
                ],
                attention: .text
            )
        case .whichOne(let groups): whichOne(groups, reader)
        case .howToAnswer(let group):
            Message([
                .line("That answers nothing: the invitation to \(strong: group.name) still waits for you."),
                .next(Self.howToAnswer(group, reader)),
            ])
        case .list(let group, let invitations): list(group, invitations, reader)
        case .welcome(let invitation, let group, let isShut): welcome(invitation, group, isShut, reader)
        case .declined(let group):
            Message([
                .line("You have declined the invitation to \(strong: group.name)."),
                .next("Should you change your mind: \(reader.command("join \(group.handle)"))"),
            ])
        case .answered(let invitation, let group, let isAccepted, let mentions):
            Message(
                [
                    .line(
                        isAccepted
                            ? "\(invitation.person) accepted your invitation and is now a member of \(strong: group.name)."
                            : "\(invitation.person) declined your invitation to \(strong: group.name)."
                    ),
                    .next("See the members: \(reader.command("groups members \(group.handle)"))"),
                ],
                attention: .text,
                mentions: mentions
            )
        case .ranOut(let group): ranOut(group, reader)
        case .unanswered(let invitation, let group, let mentions): unanswered(invitation, group, mentions, reader)
        case .settled(let invitation, let group, let at): settled(invitation, group, at, reader)
        case .overtaken(_, let group, let request, let at): overtaken(group, request, at, reader)
        }
    }

    private func invited(
        _ invitation: Invitation,
        _ group: Group,
        _ isFreelancer: Bool,
        _ reader: Reader
    ) -> Message {
        var blocks: [Message.Block] = [
            .line(
                """
                \(invitation.invitedBy) invites you to join \(group.badge) \(strong: group.name), a group of freelancers by \
                \(strong: group.sponsor.name). \
                \(group.isFull() ? English.fullForInvited(group) : "If you accept, you are a member at once and carry its badge.")
                """
            )
        ]
        if !invitation.note.isEmpty { blocks.append(.quote("\(invitation.note)")) }
        if !isFreelancer {
            blocks.append(
                .line(
                    """
                    Only freelancers can join groups, and you have not said that you are one yet.
                    """
                )
            )
        }
        blocks.append(
            .line(
                "The invitation is open until \(words: EnglishDate.end(invitation.endsAt, in: reader.zone(of: group)))."
            )
        )
        blocks.append(
            .next(
                (isFreelancer
                    ? Self.howToAnswer(group, reader)
                    : """
                    First: \(reader.command("freelancer")), then tap ✅ or type \(reader.command("join \(group.handle)")) · \
                    decline: ❌ or \(reader.command("invitation decline \(group.handle)"))
                    """)
                    + " · see the group: \(reader.command("groups show \(group.handle)"))"
            )
        )
        return Message(blocks, attention: .text, mentions: [invitation.person])
    }

    private static func howToAnswer(_ group: Group, _ reader: Reader) -> Phrase {
        """
        Tap ✅ or ❌, reply \(code: "accept") or \(code: "decline"), or type \
        \(reader.command("join \(group.handle)")) or \(reader.command("invitation decline \(group.handle)"))
        """
    }

    private func whichOne(_ groups: [Group], _ reader: Reader) -> Message {
        guard let first = groups.first else {
            return Message([
                .line("No invitation waits for your answer."),
                .next("Find a group to join: \(reader.command("groups"))"),
            ])
        }
        return Message([
            .line("More than one group has invited you. Which one do you mean?"),
            .list(
                groups.map { group in
                    """
                    \(group.badge) \(strong: group.name): \(reader.command("join \(group.handle)")) or \
                    \(reader.command("invitation decline \(group.handle)"))
                    """
                }
            ),
            .next("See a group first: \(reader.command("groups show \(first.handle)"))"),
        ])
    }

    private func list(_ group: Group, _ invitations: [Invitation], _ reader: Reader) -> Message {
        guard !invitations.isEmpty else {
            return Message([
                .line("Nobody is invited to \(strong: group.name) at present."),
                .next("Invite somebody: \(reader.command("invite \(group.handle) @person:server"))"),
            ])
        }
        let zone = reader.zone(of: group)
        return Message([
            .line(
                """
                Invited to \(strong: group.name), no answer yet: \(invitations.count) of at most \
                \(Invitation.openAtMost)
                """
            ),
            .list(
                invitations.map { invitation in
                    """
                    \(invitation.person), by \(invitation.invitedBy), until \
                    \(words: EnglishDate.end(invitation.endsAt, in: zone))
                    """
                }
            ),
            .next(
                """
                Take one back: \(reader.command("invite \(group.handle) \(invitations[0].person.rawValue) --cancel")) · \
                see the members: \(reader.command("groups members \(group.handle)"))
                """
            ),
        ])
    }

    private func welcome(_ invitation: Invitation, _ group: Group, _ isShut: Bool, _ reader: Reader) -> Message {
        var blocks: [Message.Block] = [
            .line(
                """
                Welcome to \(strong: group.name)! You accepted the invitation of \(invitation.invitedBy). From now on you \
                carry its badge \(group.badge) on your profile and beside every response to a job.
                """
            )
        ]
        if group.rooms.members != nil {
            blocks.append(English.roomInvitation(isShut: isShut))
        }
        blocks.append(English.nextForMember(reader))
        return Message(blocks)
    }

    private func settled(_ invitation: Invitation, _ group: Group, _ at: Timestamp, _ reader: Reader) -> Message {
        let moment = EnglishDate.moment(at, in: reader.zone(of: group))
        let outcome: Phrase =
            switch invitation.state {
            case .open: "⌛ Over since \(words: EnglishDate.day(at, in: reader.zone(of: group))): nobody answered it"
            case .accepted: "✅ Accepted on \(words: moment)"
            case .declined: "❌ Declined on \(words: moment)"
            case .void: "Taken back by the group on \(words: moment)"
            }
        return Message([.title("Invitation to \(group.badge) \(strong: group.name)"), .line(outcome)])
    }
}

extension InvitationRefusal {
    func line(_ reader: Reader) -> Phrase {
        switch self {
        case .alreadyMember(let person, let group): "\(person) is a member of \(strong: group.name) already."
        case .hasAsked(let person, let group, let id):
            "\(person) has asked to join \(strong: group.name) already: #\(id.rawValue) waits to be decided."
        case .alreadyInvited(let invitation, let group):
            """
            \(invitation.person) is invited to \(strong: group.name) already, by \(invitation.invitedBy); the invitation \
            is open until \(words: EnglishDate.end(invitation.endsAt, in: reader.zone(of: group))).
            """
        case .banned(let person, let group): "\(person) is banned from \(strong: group.name)."
        case .oneself(let group):
            """
            Nobody lets themselves in: ask to join \(strong: group.name), and another administrator decides; or have \
            another one invite you.
            """
        case .tooMany(let group, let limit):
            """
            \(strong: group.name) has \(limit) open invitations, which is as many as it may have. Each ends with its \
            answer, or after \(Invitation.daysToAnswer) days.
            """
        case .nothingToTakeBack(let person, let group):
            "No invitation of \(person) to \(strong: group.name) is open: there is nothing to take back."
        case .over(let invitation, let group): over(invitation, group)
        case .notInvited(let group): "No invitation to \(strong: group.name) waits for your answer."
        case .freelancersOnly(let invitation, let group):
            """
            Only freelancers can join groups, and you have not said that you are one. Your invitation to \
            \(strong: group.name) stays open until \
            \(words: EnglishDate.end(invitation.endsAt, in: reader.zone(of: group))).
            """
        case .onWaitingList(let place, let group):
            """
            \(place.person) is let in to \(strong: group.name) already, which is full: they are on its waiting list, \
            \(English.place(place)).
            """
        }
    }

    private func over(_ invitation: Invitation, _ group: Group) -> Phrase {
        switch invitation.state {
        case .open: "That invitation to \(strong: group.name) is over: nobody answered it in time."
        case .accepted: "You have accepted that invitation to \(strong: group.name) already."
        case .declined: "You have declined that invitation to \(strong: group.name) already."
        case .void:
            """
            That invitation to \(strong: group.name) is no longer open: it was taken back, or your request was decided since.
            """
        }
    }

    func next(_ reader: Reader) -> Phrase {
        switch self {
        case .hasAsked(_, _, let id): "Decide: \(reader.command("request \(id.rawValue)"))"
        case .alreadyInvited(let invitation, let group):
            """
            Take it back: \(reader.command("invite \(group.handle) \(invitation.person.rawValue) --cancel")) · \
            see who is invited: \(reader.command("invite \(group.handle)"))
            """
        case .tooMany(let group, _), .nothingToTakeBack(_, let group):
            "See who is invited: \(reader.command("invite \(group.handle)"))"
        case .banned(let person, let group):
            "Lift the ban first: \(reader.command("unban \(group.handle) \(person.rawValue)"))"
        case .oneself(let group): "Ask to join: \(reader.command("join \(group.handle)"))"
        case .alreadyMember(_, let group): "See the members: \(reader.command("groups members \(group.handle)"))"
        case .over(let invitation, let group):
            invitation.state == .accepted
                ? "See your badges: \(reader.command("profile"))"
                : "Ask to join: \(reader.command("join \(group.handle)"))"
        case .notInvited(let group): "Ask to join: \(reader.command("join \(group.handle)"))"
        case .onWaitingList(_, let group): "See who waits: \(reader.command("requests \(group.handle)"))"
        case .freelancersOnly(_, let group):
            "Become one: \(reader.command("freelancer")), then \(reader.command("join \(group.handle)"))"
        }
    }
}
