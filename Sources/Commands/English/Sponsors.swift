import Groups
import Identifiers

extension SponsorSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .page(let page): page.english(reader)
        case .ownerAdded(let person, let sponsor):
            Message([
                .line("\(person) now owns \(strong: sponsor.name) as well. I am telling them."),
                .next("See its page: \(reader.command("sponsor \(sponsor.typed)"))"),
            ])
        case .ownerRemoved(let person, let sponsor, let unproven):
            Message(
                [.line("\(person) no longer owns \(strong: sponsor.name).")]
                    + (unproven
                        ? [.line("That was the last owner with an account of its domain: it is no longer proven.")]
                        : [])
                    + [.next("See its page: \(reader.command("sponsor \(sponsor.typed)"))")]
            )
        case .ownersChanged(let sponsor, let person, let isNew, let owner):
            ownersChanged(sponsor, person, isNew, owner, reader)
        case .dismissedOwner(let sponsor, let owner):
            Message(
                [
                    .line("\(owner) has taken you off the owners of \(strong: sponsor.name)."),
                    .next("See who does: \(reader.command("sponsor \(sponsor.typed)"))"),
                ],
                attention: .text
            )
        case .appointedOwner(let sponsor, let owner):
            Message(
                [
                    .line(
                        """
                        \(owner) made you an owner of \(strong: sponsor.name). You may open groups for it and say who \
                        decides for them.
                        """
                    ),
                    .next("See its page: \(reader.command("sponsor \(sponsor.typed)"))"),
                ],
                attention: .text
            )
        case .proven(let sponsor):
            Message([
                .line(
                    sponsor.proof == .missing
                        ? "You no longer vouch for \(strong: sponsor.name)."
                        : "\(strong: sponsor.name) is now shown as \(English.proof(of: sponsor))."
                ),
                .next("See its page: \(reader.command("sponsor \(sponsor.typed)"))"),
            ])
        case .suspended(let sponsor, _?):
            Message([
                .line(
                    """
                    \(strong: sponsor.name) is suspended with all its groups. I am telling its owners why. Nobody is \
                    admitted or refused meanwhile; members stay.
                    """
                ),
                .next("Lift it: \(reader.command("sponsor suspend \(sponsor.typed) off"))"),
            ])
        case .suspended(let sponsor, nil):
            Message([
                .line("\(strong: sponsor.name) is no longer suspended. I am telling its owners."),
                .next("See its page: \(reader.command("sponsor \(sponsor.typed)"))"),
            ])
        case .suspensionTold(let sponsor, let reason): told(sponsor, reason, reader)
        }
    }

    private func ownersChanged(
        _ sponsor: Sponsor,
        _ person: UserID,
        _ isNew: Bool,
        _ owner: UserID,
        _ reader: Reader
    ) -> Message {
        let line: Phrase =
            switch (isNew, person == owner) {
            case (true, _): "\(owner) made \(person) an owner of \(strong: sponsor.name), like you."
            case (false, true): "\(person) no longer owns \(strong: sponsor.name)."
            case (false, false): "\(owner) has taken \(person) off the owners of \(strong: sponsor.name)."
            }
        return Message([.line(line), .next("See its page: \(reader.command("sponsor \(sponsor.typed)"))")])
    }

    private func told(_ sponsor: Sponsor, _ reason: String?, _ reader: Reader) -> Message {
        let page: Message.Block = .next("See its page: \(reader.command("sponsor \(sponsor.typed)"))")
        guard let reason else {
            return Message(
                [.line("The operator lets \(strong: sponsor.name) and its groups go on."), page],
                attention: .text
            )
        }
        return Message(
            [
                .line("The operator of this bot has suspended \(strong: sponsor.name) and its groups. The reason:"),
                .quote("\(reason)"),
                .line("Until that is lifted nobody can ask to join them, and no request can be decided."),
                .next(English.writeToOperator(reader)),
            ],
            attention: .text
        )
    }
}

extension SponsorSaying.Page {
    func english(_ reader: Reader) -> Message {
        var fields: [Message.Field] = [
            .init("Owned by", English.people(owners)),
            .init("Who it is", English.proof(of: sponsor)),
        ]
        if let since = sponsor.since {
            fields.append(.init("Here since", "\(words: EnglishDate.day(since, in: reader.zone))"))
        }
        if sponsor.suspendedFor != nil {
            fields.append(.init("State", "suspended by the operator, with all its groups"))
        }
        var blocks: [Message.Block] = [.title("\(strong: sponsor.name)"), .fields(fields)]
        if groups.isEmpty {
            blocks.append(.line(drafts.isEmpty ? "It has no groups." : "None of its groups is open."))
        } else {
            blocks += [.line("Its groups:"), Self.list(groups)]
        }
        if hasMore {
            let search = "groups search sponsor:\(sponsor.typed)"
            blocks.append(.line("There are more: \(reader.command(search))"))
        }
        if !drafts.isEmpty { blocks += [.line("Drafts, which others don’t see:"), Self.list(drafts)] }
        blocks.append(.next(next(reader)))
        return Message(blocks)
    }

    private func next(_ reader: Reader) -> Phrase {
        if let owner, sponsor.proof == .missing {
            let command = "sponsor prove \(sponsor.typed) \(owner.serverName.prefix { $0 != ":" })"
            return "Prove who it is, if that is the company’s domain: \(reader.command(command))"
        }
        return groups.first.map { "Open one: \(reader.command("groups show \($0.handle)"))" }
            ?? drafts.first.map { "See one: \(reader.command("groups show \($0.handle)"))" }
            ?? "See all groups: \(reader.command("groups"))"
    }

    private static func list(_ groups: [Group]) -> Message.Block {
        .list(groups.map { "\($0.badge) \(strong: $0.name) (\(code: $0.handle))" })
    }
}
