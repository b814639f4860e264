import Groups

extension HintSaying {
    func english(_ reader: Reader) -> Message {
        let start: Phrase = """
            The criteria of \(strong: group.name) have changed since it refused your request #\(request.id.rawValue)
            """
        let now: Phrase =
            isAnythingListed ? ", and you now meet all of them that I can check." : ": it lists none any more."
        let join = reader.command("join \(group.handle)")
        let again: Phrase =
            mayAskAt.map { moment in
                "Ask again from \(words: EnglishDate.start(moment, in: reader.zone(of: group))) on: " + join
            } ?? "Ask again: " + join
        return Message(
            [
                .line(start + now + " You no longer need to:"),
                .list(lacked.map { ($0.isExcluded ? "not " : "") + $0.criterion.kind.english(roomNames) }),
                .line("That is no promise: its administrators decide."),
                .next(again + " · no more of these: \(reader.command("settings hints off"))"),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }
}
