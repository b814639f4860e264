import Groups
import Identifiers

/// Groups that are not open yet.
extension RoomSaying {
    func opened(_ group: Group, withoutTests tests: [String], _ reader: Reader) -> Message {
        let opened: Message.Block = .line(
            "\(group.badge) \(strong: group.name) is open: everybody sees it now, and can ask to join."
        )
        if let first = tests.first {
            return Message([
                opened,
                .line(
                    """
                    ⚠ It asks for \(English.list(tests.map { "\(code: $0)" })), which nobody can begin now: whoever has not \
                    passed \(words: tests.count == 1 ? "it" : "them") yet can’t meet that.
                    """
                ),
                .next(
                    """
                    Have it opened, if you run it: \(reader.command("tests open \(first)")) · or ask for something else: \
                    \(reader.command("criteria \(group.handle)"))
                    """
                ),
            ])
        }
        return Message([
            opened,
            .next(
                """
                See its page: \(reader.command("groups show \(group.handle)")) · \
                invite somebody: \(reader.command("invite \(group.handle) @person:server"))
                """
            ),
        ])
    }

    func openingTold(_ group: Group, _ person: UserID, _ reader: Reader) -> Message {
        Message([
            .line("\(person) has opened \(strong: group.name): everybody sees it now, and can ask to join."),
            .next("See what waits: \(reader.command("requests \(group.handle)"))"),
        ])
    }

    func draftArchiveWanted(_ group: Group, _ reader: Reader) -> Message {
        Message([
            .line(
                """
                That gives up the draft \(strong: group.name) for good: it can’t be opened any more, and its name stays \
                taken. Nothing is done yet.
                """
            ),
            .next(
                """
                Do it: \(reader.command("groups archive \(group.handle) \(ArchiveGroup.confirmation)")) · \
                keep it, and go on: \(reader.command("groups show \(group.handle)"))
                """
            ),
        ])
    }

    func draftArchived(_ group: Group, _ reader: Reader) -> Message {
        Message([
            .line(
                "The draft \(strong: group.name) is given up. I am telling its administrators."
            ),
            .next("Begin another one: \(reader.command("groups create <name> --draft"))"),
        ])
    }
}

extension FoundingSaying {
    func drafted(_ group: Group, _ reader: Reader) -> Message {
        Message([
            .line(
                """
                \(group.badge) \(strong: group.name) is there as a draft. Its handle is \(code: group.handle), and you are \
                its first administrator.
                """
            ),
            .line(
                """
                Only the owners of \(group.sponsor.name), the group’s administrators and the operator see a draft: it is on no \
                list, and nobody can join it. Get everything ready, then open it.
                """
            ),
            .next(
                """
                Say what it asks for: \
                \(reader.command("criteria \(group.handle) add question short <your question>")) · \
                see its page: \(reader.command("groups show \(group.handle)")) · \
                open it: \(reader.command("groups open \(group.handle)"))
                """
            ),
        ])
    }
}

extension DirectorySaying.GroupPage {
    /// What those can do who may know of a draft.
    func nextOfDraft(_ reader: Reader) -> Phrase {
        let handle = group.handle
        guard isAdministrator || isOwner else { return "See who decides for it: \(reader.command("admins \(handle)"))" }
        let criteria: Phrase = "change what it asks for: \(reader.command("criteria \(handle)"))"
        guard group.suspension == nil else { return English.writeToOperator(reader) + " · " + criteria }
        return "Open it: \(reader.command("groups open \(handle)")) · " + criteria
    }
}
