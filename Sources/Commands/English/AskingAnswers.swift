import Groups

extension AskingSaying {
    /// How words that are no command become the answer about a request.
    func answerMeant(
        _ id: RequestID,
        _ others: [RequestID],
        _ text: String?,
        _ reader: Reader
    ) -> Message {
        let numbers = ([id] + others).map { "#\($0.rawValue)" as Phrase }
        return Message([
            .line(
                """
                The administrators wait for an answer about \(English.list(numbers)). If that was one, reply to their \
                question with it.
                """
            ),
            .next(
                """
                Or send it like this: \(reader.command("answer \(id.rawValue) \(text ?? "<text>")")) · read the question: \
                \(reader.command("request \(id.rawValue)"))
                """
            ),
        ])
    }
}
