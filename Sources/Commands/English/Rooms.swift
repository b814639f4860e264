import Groups
import Identifiers

extension RoomSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .paused(let group, let waiting): paused(group, waiting, reader)
        case .reopened(let group):
            Message([
                .line("\(strong: group.name) takes requests again."),
                .next("See its page: \(reader.command("groups show \(group.handle)"))"),
            ])
        case .opened(let group, let tests): opened(group, withoutTests: tests, reader)
        case .openingTold(let group, let person): openingTold(group, person, reader)
        case .archiveWanted(let group, let waiting): archiveWanted(group, waiting, reader)
        case .archived(let group) where group.state == .draft: draftArchived(group, reader)
        case .archived(let group):
            Message([
                .line(
                    """
                    \(strong: group.name) is archived. I am telling its members and those who wait, and let its \
                    administrators know when I am done.
                    """
                ),
                .next("What was decided stays readable: \(reader.command("log \(group.handle)"))"),
            ])
        case .suspended(let group, _?):
            Message([
                .line(
                    """
                    \(strong: group.name) is suspended. I am telling its administrators why. \
                    \(words: group.state == .draft
                        ? "Until you lift that, nobody can open it."
                        : "Nobody is admitted or refused meanwhile; its members stay.")
                    """
                ),
                .next("Lift it: \(reader.command("suspend \(group.handle) off"))"),
            ])
        case .suspended(let group, nil):
            Message([
                .line("\(strong: group.name) is no longer suspended. I am telling its administrators."),
                .next("See its page: \(reader.command("groups show \(group.handle)"))"),
            ])
        case .suspensionTold(let group, let reason): suspensionTold(group, reason, reader)
        case .disbanded(let group): disbanded(group, reader)
        case .void(let request, let group): void(request, group, reader)
        case .invitationVoid(let invitation, let group): void(invitation, group, reader)
        case .everybodyTold(let group, _) where !group.wasOpened:
            Message([.line("The draft \(strong: group.name) was given up: it never opens.")])
        case .everybodyTold(let group, let count):
            Message([
                .line(
                    """
                    \(strong: group.name) is archived, and all who were in it or waited for it are told: \
                    \(English.count(count, "person", "people")).
                    """
                )
            ])
        case .everybodyInvited(let group, let count):
            Message([
                .line(
                    """
                    Every member of \(strong: group.name) is now invited to its members’ room: \
                    \(English.count(count, "more invitation", "more invitations")).
                    """
                )
            ])
        case .invitedAgain(let group): invitedAgain(group, reader)
        case .turnedAway(let state, let group): turnedAway(state, group, reader)
        }
    }

    private func invitedAgain(_ group: Group, _ reader: Reader) -> Message {
        Message([
            .line(
                """
                You are a member of \(strong: group.name) already; I have invited you to the members’ room again.
                """
            ),
            .next("See the badge: \(reader.command("profile"))"),
        ])
    }

    private func disbanded(_ group: Group, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    \(strong: group.name) was archived by its sponsor, \(group.sponsor.name). Your membership has \
                    ended with it, and its badge \(group.badge) is off your profile.
                    """
                ),
                .next("Find another group: \(reader.command("groups"))"),
            ],
            attention: .text
        )
    }

    private func void(_ invitation: Invitation, _ group: Group, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    \(strong: group.name), to which \(invitation.invitedBy) invited you, was archived by its sponsor, \
                    \(group.sponsor.name): the invitation is void, and there is nothing for you to do.
                    """
                ),
                .next("Find another group: \(reader.command("groups"))"),
            ],
            attention: .text
        )
    }

    private func void(_ request: JoinRequest, _ group: Group, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    \(strong: group.name) was archived by its sponsor, \(group.sponsor.name), so your request \
                    #\(request.id.rawValue) is void: nobody decides it any more.
                    """
                ),
                .next("Find another group: \(reader.command("groups"))"),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }

    private func paused(_ group: Group, _ waiting: Int, _ reader: Reader) -> Message {
        let handle = group.handle
        let decide: Phrase =
            waiting == 0 ? "" : "Decide what waits: \(reader.command("requests \(handle)")) · "
        return Message([
            .line(
                """
                \(strong: group.name) takes no new requests from now on. Those that wait go on, and jobs can still be \
                posted for it.
                """
            ),
            .next(
                decide + (waiting == 0 ? "Take" : "take")
                    + " requests again: \(reader.command("groups reopen \(handle)"))"
            ),
        ])
    }

    private func archiveWanted(_ group: Group, _ waiting: Int, _ reader: Reader) -> Message {
        guard group.state != .draft else { return draftArchiveWanted(group, reader) }
        return Message([
            .line(
                """
                That ends \(strong: group.name) for good: \
                \(English.count(group.memberCount, "membership", "memberships")) and \
                \(English.count(waiting, "request", "requests")) end, each with a notice; its badge comes off every \
                profile, and its name stays taken. Nobody is taken out of its rooms. Nothing is done yet.
                """
            ),
            .next(
                """
                Do it: \(reader.command("groups archive \(group.handle) \(ArchiveGroup.confirmation)")) · \
                only take no new requests: \(reader.command("groups pause \(group.handle)"))
                """
            ),
        ])
    }

    private func suspensionTold(_ group: Group, _ reason: String?, _ reader: Reader) -> Message {
        guard let reason else {
            guard group.state != .draft else {
                return Message(
                    [
                        .line("The operator lets \(strong: group.name) go on. It is still a draft."),
                        .next("Open it: \(reader.command("groups open \(group.handle)"))"),
                    ],
                    attention: .text
                )
            }
            return Message(
                [
                    .line("The operator lets \(strong: group.name) go on: requests are taken and decided again."),
                    .next("See what waits: \(reader.command("requests \(group.handle)"))"),
                ],
                attention: .text
            )
        }
        return Message(
            [
                .line("The operator of this bot has suspended \(strong: group.name). The reason:"),
                .quote("\(reason)"),
                .line(
                    group.state == .draft
                        ? "Until that is lifted it stays a draft: you can get it ready, and not open it."
                        : "Until that is lifted nobody can ask to join it, and no request can be decided."
                ),
                .next(English.writeToOperator(reader)),
            ],
            attention: .text
        )
    }

    private func turnedAway(_ state: JoinRequest.State, _ group: Group, _ reader: Reader) -> Message {
        let again: Phrase = "Ask again: \(reader.command("join \(group.handle)"))"
        switch state {
        case .refused(let verdict):
            let told: Phrase = "\(group.name) refused your request. What was missing is in a direct message from me."
            return Message([.line(verdict.remark.isEmpty ? told : "\(verdict.remark)")])
        // Why is for the person alone: everybody in the room can read this.
        case .void: return KnockSaying.notLetIn(group).english(reader)
        case .lapsed: return Message([.line("Your request lapsed: a question was not answered. " + again)])
        case .incomplete, .pending, .awaitingApplicant, .approved, .withdrawn:
            return Message([.line("You have taken back your request. " + again)])
        }
    }
}

extension KnockSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .waits(let request, let group):
            return Message([
                .line(
                    """
                    You knocked on the members’ room of \(strong: group.name). That belongs to your request \
                    #\(request.id.rawValue), which is \(English.standing(request, in: group, reader)).
                    """
                ),
                .next("Take it back: \(reader.command("withdraw \(request.id.rawValue)"))"),
            ])
        case .notLetIn(let group):
            return Message([
                .line("\(strong: group.name) can’t let you in now. I have written to you about it.")
            ])
        case .turnedAway(let group, let saying):
            var message = saying.message(for: reader)
            message.blocks.insert(.line("You knocked on the members’ room of \(strong: group.name)."), at: 0)
            message.attention = .text
            return message
        }
    }
}

extension English {
    /// What a group's line and page say of its state, or nil where there is nothing to say.
    static func state(of group: Group) -> Phrase? {
        switch (group.state, group.suspension) {
        case (.archived, _): "archived: it is over"
        case (.draft, _?): "a draft, suspended by the operator: it can’t be opened until that is lifted"
        case (_, let suspension?):
            suspension.isOfSponsor ? "suspended by the operator, with its sponsor" : "suspended by the operator"
        case (.paused(let reason), nil):
            reason.isEmpty ? "paused: takes no new members now" : "paused: takes no new members now (\(reason))"
        case (.draft, nil): "a draft, which only those see who run it, and the operator"
        case (.open, nil): group.vacantSince == nil ? nil : "paused: none of its administrators can be reached"
        }
    }

    /// How it is proven that a sponsor is who it says.
    static func proof(of sponsor: Sponsor) -> Phrase {
        switch sponsor.proof {
        case .missing: "identity not checked"
        case .domain(let domain): "proven by an account at \(domain)"
        case .operatorsWord: "vouched for by the operator"
        }
    }
}
