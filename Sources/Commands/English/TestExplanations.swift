import Groups

/// What somebody says about one of their own answers.
extension AttemptSaying {
    func explaining(_ reader: Reader) -> Message {
        switch self {
        case .explained(let test):
            Message([
                .line(
                    """
                    Thank you. It goes with your requests to groups that ask for \(strong: test.name); nobody else reads it.
                    """
                ),
                .next("Find a group: \(reader.command("groups")) · see your tests: \(reader.command("profile"))"),
            ])
        case .explainedAlready(let test):
            Message([
                .line("You have answered that about \(strong: test.name) already: it stays as it is."),
                .next("See your tests: \(reader.command("profile"))"),
            ])
        case .explanationStands(let test, let isEdited): explanationStands(test, isEdited, reader)
        case .nothingToExplain(let test):
            Message([
                .line("I have asked you nothing about your answers in \(strong: test.name)."),
                .next("See your tests: \(reader.command("profile"))"),
            ])
        case .explainElsewhere(let test):
            Message([
                .line(
                    "What you say about your answers is for those who decide about your requests, not for everybody here."
                ),
                .next(
                    "Delete your message, and say it to me in a direct message: \(code: "test explain \(test.handle) …")"
                ),
            ])
        default: Message([])
        }
    }

    private func explanationStands(_ test: SkillTest, _ isEdited: Bool, _ reader: Reader) -> Message {
        let what: Phrase =
            isEdited
            ? "You edited your message, but I go by what it said first"
            : "You took back the message, but not what it said"
        return Message([
            .line(what + ": what you say about your answer in \(strong: test.name) stays as you gave it."),
            .next(
                """
                To add something, write it with your request: \(reader.command("join <group> <message>")) · your requests: \
                \(reader.command("requests"))
                """
            ),
        ])
    }
}
