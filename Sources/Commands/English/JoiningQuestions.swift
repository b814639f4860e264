import Groups
import Identifiers

extension JoiningSaying.Question {
    func english(_ lead: JoiningSaying.Lead, _ reader: Reader) -> Message {
        var blocks = said(lead, reader)
        blocks += asked
        var next: Phrase = "Just write your answer; a command needs its \(code: reader.prefix) meanwhile"
        if case .terms = criterion.kind { next = "Say \(code: "accept") to accept them" }
        if maySkip { next = next + " · leave it out: \(code: "skip")" + then }
        if mayGoBack { next = next + " · the one before: \(code: "back")" }
        blocks.append(.next(next + " · stop: \(code: "cancel")"))
        return Message(blocks)
    }

    /// What leaving it out would mean, where that is more than to say nothing.
    private var then: Phrase {
        guard !thenWaitsFor.isEmpty else { return "" }
        let wanted = report.version.set.wholeRule.wanted
        let awaited = thenWaitsFor.map { criterion -> Phrase in
            criterion.kind.english(report.roomNames, isExcluded: !wanted.contains(criterion.number))
                + " (\(criterion.number))"
        }
        return ", and then it waits for this: " + English.list(awaited)
    }

    private func said(_ lead: JoiningSaying.Lead, _ reader: Reader) -> [Message.Block] {
        let group = report.group
        switch lead {
        case .begun:
            return report.forApplicant(reader) + [
                .line(
                    """
                    Before I ask for you, I need to hear \(words: total == 1 ? "one thing" : "\(total) things") from you. \
                    The administrators see nothing before the last answer; I keep what you said for \
                    \(Application.hoursKept) hours.
                    """
                )
            ]
        case .resumed:
            guard answered > 0 else { return [.line("You were about to ask to join \(strong: group.name).")] }
            return [
                .line(
                    """
                    You had answered \(answered) of \(total) about \(strong: group.name). Continue? Just answer; \
                    \(code: "start over") forgets it all.
                    """
                )
            ]
        case .changed:
            return [
                .line("\(strong: group.name) has changed what it asks for. What you said is kept where it still fits.")
            ] + report.forApplicant(reader)
        case .noted: return [.line("Noted.")]
        case .skipped: return [.line("Left out.")]
        case .wentBack: return [.line("Once more: your new answer replaces the old one.")]
        case .atTheFirst: return [.line("This is the first question.")]
        case .cannotSkip: return [.line("\(strong: group.name) needs an answer to this one.")]
        case .startedOver: return [.line("From the beginning.")]
        case .tookBack: return [.line("You took your answer back, so I have forgotten it.")]
        case .mistaken(let mistake): return [.line(mistake.line)]
        case .wrongCode: return [.line("That is not the code. Mind capitals and small letters.")]
        }
    }

    /// The question itself.
    private var asked: [Message.Block] {
        let start: Phrase = "Question \(number) of \(total)"
        switch criterion.kind {
        case .question(let form, let text): return [.line(start + " – " + form.wanted + ":"), .quote("\(text)")]
        case .evidence(let about, let mustExpire):
            let example = "https://example.org/certificate" + (mustExpire ? " until 2031-12-31" : "")
            return [
                .line(start + " – a link or a file that shows this, such as \(code: example):"), .quote("\(about)"),
            ]
        case .terms(let version, let text):
            return [.line(start + " – do you accept the terms \(code: version)?"), .quote("\(text)")]
        case .code: return [.line(start + " – what is your invitation code?")]
        case .test, .server, .group, .room, .freelancer, .statement: return []
        }
    }
}

extension Criterion.AnswerForm {
    /// What is expected of an answer.
    fileprivate var wanted: Phrase {
        switch self {
        case .short: "in a line"
        case .long: "in as many words as you need"
        case .number: "a number"
        case .yesNo: "\(code: "yes") or \(code: "no")"
        case .choice(let options): "one of these: \(options.joined(separator: ", "))"
        }
    }
}
