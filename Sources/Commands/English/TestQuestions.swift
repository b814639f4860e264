import Groups

extension AttemptSaying.Question {
    func english(_ lead: AttemptSaying.Lead, _ reader: Reader) -> Message {
        var head: Phrase = "Question \(attempt.position + 1) of \(attempt.questionCount)"
        if let left = attempt.left(at: askedAgainAt ?? attempt.shownAt) {
            head = head + " · \(words: English.clock(left)) left\(words: attempt.questionMs == nil ? "" : " for it")"
        }
        var blocks: [Message.Block] = []
        if lead == .timeOver {
            blocks.append(.line("The time for question \(attempt.position) was over: no answer counts."))
        }
        // Code keeps its lines where it stands apart.
        let hasLines = shown.content.text.contains(where: \.isNewline)
        blocks += [.title(head), hasLines ? .quote("\(shown.content.text)") : .line("\(shown.content.text)")]
        blocks += options
        // Where it is asked again nothing can be tapped.
        let isAskedAgain = askedAgainAt != nil
        blocks.append(
            .line(isAskedAgain ? shown.hint.howToWrite : "\(words: English.callForAnswer(mark, hint: shown.hint))")
        )
        blocks.append(.next("Pass over it: \(code: "skip") · give the test up: \(reader.command("test stop"))"))
        return Message(blocks, attention: .text, mentions: [attempt.person])
    }

    private var options: [Message.Block] {
        switch shown.content.kind {
        case .choice(let options, _):
            [
                .list(
                    shown.order.enumerated().map { place, index in
                        "\(strong: ShownQuestion.letter(place))) \(options.indices.contains(index) ? options[index].text : "")"
                    }
                )
            ]
        case .trueFalse: [.list(["\(strong: "A")) True", "\(strong: "B")) False"])]
        case .matching(let pairs, let others):
            [
                .list(pairs.enumerated().map { "\(strong: String($0 + 1))) \($1.left)" }),
                .list(
                    shown.order.enumerated().map { place, index in
                        let sides = pairs.map(\.right) + others
                        return
                            "\(strong: ShownQuestion.letter(place))) \(sides.indices.contains(index) ? sides[index] : "")"
                    }
                ),
            ]
        case .short, .number: []
        }
    }
}

extension AnswerHint {
    /// How such a question is answered.
    var howTo: Phrase {
        switch self {
        case .letter: "Answer by its letter, or tap it."
        case .letters:
            "Answer by the letters, such as \(code: "a, c"), or tap them and then ✅."
        case .trueFalse: "Answer \(code: "true") or \(code: "false"), or tap A or B."
        case .words: "Answer in a few words."
        case .number: "Answer by a number."
        case .sides: "Answer with a letter for each number, such as \(code: "1b 2a 3c")."
        }
    }

    /// The same where there is nothing to tap.
    var howToWrite: Phrase {
        switch self {
        case .letter: "Answer by its letter."
        case .letters: "Answer by the letters, such as \(code: "a, c")."
        case .trueFalse: "Answer \(code: "true") or \(code: "false")."
        case .words, .number, .sides: howTo
        }
    }
}
