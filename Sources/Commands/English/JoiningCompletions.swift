import Groups

/// What becomes of a request that was not complete.
extension JoiningSaying {
    func completed(_ request: JoinRequest, _ group: Group, _ version: Int?, _ reader: Reader) -> Message {
        let id = request.id.rawValue
        let start: Phrase =
            version.map {
                """
                \(strong: group.name) has changed what it asks for (version \($0)). By that your request #\(id) is complete \
                now, and with its administrators. They
                """
            } ?? "Your request #\(id) to join \(strong: group.name) is complete now, and with its administrators. They"
        return Message(
            [
                .line(
                    start + """
                         decide by \(words: EnglishDate.end(request.dueAt, in: reader.zone(of: group))), and I will tell you.
                        """
                ),
                following(request, reader),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }

    func held(_ request: JoinRequest, _ group: Group, _ reader: Reader) -> Message {
        let then: Phrase =
            if case .atOnce = group.admission { "I look at it again as soon as that is lifted" } else {
                "it goes to the administrators as soon as that is lifted"
            }
        return Message(
            [
                .line(
                    """
                    Nothing is missing any more with your request #\(request.id.rawValue) to join \(strong: group.name). The \
                    operator of this bot has suspended the group, so nobody is let in meanwhile: \(then), and you hear from me.
                    """
                ),
                following(request, reader),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }

    func mayBeRejudged(
        _ request: JoinRequest,
        _ group: Group,
        _ report: CriteriaReport,
        _ reader: Reader
    ) -> Message {
        Message(
            [
                .line(
                    """
                    \(strong: group.name) has changed what it asks for. Your request #\(request.id.rawValue) still waits for \
                    what was asked before; by what is asked now, all that is missing is for you to give.
                    """
                )
            ] + report.forApplicant(reader) + [
                .next(
                    """
                    Have it judged by that: \(reader.command("join \(group.handle)")) · \
                    leave it as it is: do nothing
                    """
                )
            ],
            attention: .text,
            mentions: [request.person]
        )
    }

    func rejudged(_ request: JoinRequest, _ group: Group, _ report: CriteriaReport, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    Your request #\(request.id.rawValue) to join \(strong: group.name) is judged by what it asks for now. As \
                    soon as you have given what is missing it is complete.
                    """
                )
            ] + report.forApplicant(reader) + [following(request, reader)]
        )
    }

    private func following(_ request: JoinRequest, _ reader: Reader) -> Message.Block {
        .next(
            """
            See where it stands: \(reader.command("requests")) · \
            take it back: \(reader.command("withdraw \(request.id.rawValue)"))
            """
        )
    }
}
