import Groups

extension JoiningSaying {
    func editChangedNothing(
        _ group: Group,
        _ criterion: Criterion,
        _ mayGoBack: Bool,
        _ reader: Reader
    ) -> Message {
        let back: Phrase = mayGoBack ? " · or have it asked again: \(code: "back")" : ""
        return Message([
            .line(
                """
                You edited your message, but I go by what it said first: your answer to criterion \(criterion.number) of \
                \(strong: group.name) stays as you gave it.
                """
            ),
            .next(
                "Change it: " + Checklist.Item(criterion: criterion, mark: .missing).remedy(group, reader) + back
            ),
        ])
    }

    func replyStays(_ request: JoinRequest, _ group: Group, _ isEdited: Bool, _ reader: Reader) -> Message {
        let id = request.id.rawValue
        let what: Phrase =
            isEdited
            ? "You edited your message, but the administrators go by what it said first"
            : "You took back the message, but not what it said"
        return Message([
            .line(what + ": your answer about #\(id) stays with \(strong: group.name) as you gave it."),
            .next(
                request.isOpen
                    ? """
                    To add something, write to an administrator: \(reader.command("admins \(group.handle)")) · \
                    take the request back: \(reader.command("withdraw \(id)"))
                    """
                    : "See what became of it: \(reader.command("request \(id)"))"
            ),
        ])
    }
}
