import Groups
import Identifiers

extension AskingSaying {
    func english(_ reader: Reader) -> Message {
        switch self {
        case .question(let request, let group, let question): self.question(request, group, question, reader)
        case .stillUnanswered(let request, let group, let question, let lapsesAt):
            stillUnanswered(request, group, question, lapsesAt, reader)
        case .lapsed(let request, let group): lapsed(request, group, reader)
        case .answered(let request, let group, let isLate): answered(request, group, isLate, reader)
        case .answer(let answered, let mentions): answered.english(reader, mentions)
        case .answerMeant(let id, let others, let text): answerMeant(id, others, text, reader)
        case .asked(let id, let criteria, let isAway):
            Message([
                .line(
                    """
                    \(isAway ? "The applicant has left every room that I share with them, so they read it when they come back." : "I am asking the applicant.") The clock of #\(id.rawValue) is stopped until they answer, and you get the \
                    answer from me. Without one it lapses after \(JoinRequest.daysToAnswer) days.
                    """
                ),
                .next("Decide without it: \(English.decide(id, criteria, reader))"),
            ])
        case .questionWanted(let id, let administrator):
            Message(
                [
                    .line(
                        """
                        \(administrator), what do you want to know about #\(id.rawValue)? Reply to this message with the \
                        question: the applicant gets it from me, and the clock is stopped until they answer.
                        """
                    ),
                    .next("Or type it: \(reader.command("ask \(id.rawValue) <question>"))"),
                ],
                attention: .text,
                mentions: [administrator]
            )
        case .notAsked(let id):
            Message([
                .line("Nothing is asked: #\(id.rawValue) waits as before."),
                .next("Read it again: \(reader.command("request \(id.rawValue)"))"),
            ])
        case .claimed, .released, .passed, .passedToYou: claims(reader)
        }
    }

    private func claims(_ reader: Reader) -> Message {
        switch self {
        case .claimed(let request, let group, let report):
            Message([
                .line(
                    """
                    #\(request.id.rawValue) is yours: the card says so, and the reminder goes to you first. \
                    \(English.decideBy(request, in: group, reader))
                    """
                ),
                .next(
                    """
                    Decide: \(English.decide(request.id, report, reader)) · give it back: \
                    \(reader.command("claim \(request.id.rawValue) release"))
                    """
                ),
            ])
        case .released(let id):
            Message([
                .line("#\(id.rawValue) is nobody’s again: all administrators look after it."),
                .next("Read it: \(reader.command("request \(id.rawValue)"))"),
            ])
        case .passed(let id, let person):
            Message([
                .line("#\(id.rawValue) is now with \(person), who has been told."),
                .next("Read it: \(reader.command("request \(id.rawValue)"))"),
            ])
        case .passedToYou(let request, let group, let report, let person):
            Message(
                [
                    .line(
                        """
                        \(person) gave you request #\(request.id.rawValue): \(request.person) asks to join \
                        \(strong: group.name). \(English.decideBy(request, in: group, reader))
                        """
                    ),
                    .next(
                        """
                        Read it: \(reader.command("request \(request.id.rawValue)")) · decide: \
                        \(English.decide(request.id, report, reader)) · give it back: \
                        \(reader.command("claim \(request.id.rawValue) release"))
                        """
                    ),
                ],
                attention: .text
            )
        default: Message([])
        }
    }

    private func question(
        _ request: JoinRequest,
        _ group: Group,
        _ question: JoinRequest.Question,
        _ reader: Reader
    ) -> Message {
        Message(
            [
                .line(
                    """
                    \(question.askedBy) has a question about your request #\(request.id.rawValue) to join \
                    \(strong: group.name)\(words: question.criterion.map { ", on criterion \($0)" } ?? ""):
                    """
                ),
                .quote("\(question.text)"),
                .line(
                    """
                    Your request is on hold until you answer. Answer by \
                    \(words: EnglishDate.end(question.lapsesAt, in: reader.zone(of: group))), or it lapses; you could then \
                    ask again at once.
                    """
                ),
                .next(Self.howToAnswer(request.id, reader)),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }

    private func answered(_ request: JoinRequest, _ group: Group, _ isLate: Bool, _ reader: Reader) -> Message {
        let due = EnglishDate.end(request.dueAt, in: reader.zone(of: group))
        let promise: Phrase =
            isLate
            ? "They should have decided about #\(request.id.rawValue) by \(words: due): it is late, and stays open."
            : "They decide about #\(request.id.rawValue) by \(words: due)."
        return Message([
            .line("Your answer is with the administrators of \(strong: group.name). " + promise),
            .next("See where it stands: \(reader.command("requests"))"),
        ])
    }

    private static func howToAnswer(_ id: RequestID, _ reader: Reader) -> Phrase {
        """
        Reply to this message with your answer, or type \(reader.command("answer \(id.rawValue) <text>")) · take the \
        request back: \(reader.command("withdraw \(id.rawValue)"))
        """
    }

    private func stillUnanswered(
        _ request: JoinRequest,
        _ group: Group,
        _ question: JoinRequest.Question,
        _ lapsesAt: Timestamp,
        _ reader: Reader
    ) -> Message {
        let zone = reader.zone(of: group)
        return Message(
            [
                .line(
                    """
                    ⏳ Your request #\(request.id.rawValue) to join \(strong: group.name) has been on hold since \
                    \(words: EnglishDate.day(question.askedAt, in: zone)), waiting for your answer to:
                    """
                ),
                .quote("\(question.text)"),
                .line("Answer by \(words: EnglishDate.end(lapsesAt, in: zone)), or it lapses."),
                .next(Self.howToAnswer(request.id, reader)),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }

    private func lapsed(_ request: JoinRequest, _ group: Group, _ reader: Reader) -> Message {
        Message(
            [
                .line(
                    """
                    Your request #\(request.id.rawValue) to join \(strong: group.name) has lapsed, because the question \
                    about it was not answered. It was not refused: you may ask again whenever you like.
                    """
                ),
                .next("Ask again: \(reader.command("join \(group.handle)"))"),
            ],
            attention: .text,
            mentions: [request.person]
        )
    }
}

extension AskingSaying.Answered {
    fileprivate func english(_ reader: Reader, _ mentions: [UserID]) -> Message {
        Message(
            [
                .line(
                    """
                    \(request.person) answered your question about #\(request.id.rawValue) (\(strong: group.name)):
                    """
                ),
                .quote("\(question.answer ?? "")"),
                .next(
                    """
                    \(words: isLate ? "It is late, was due" : "Decide") by \
                    \(words: EnglishDate.end(request.dueAt, in: reader.zone(of: group))): \
                    \(English.decide(request.id, criteria, reader))
                    """
                ),
            ],
            attention: .text,
            mentions: mentions
        )
    }
}

extension English {
    /// The two commands that decide a request.
    static func decide(_ id: RequestID, _ reader: Reader) -> Phrase {
        "\(reader.command("approve \(id.rawValue)")) or \(reader.command("refuse \(id.rawValue) <reason>"))"
    }

    /// Why there was nothing left to decide.
    static func void(_ reason: JoinRequest.VoidReason) -> Phrase {
        switch reason {
        case .notFreelancer: "the applicant is no longer a freelancer"
        case .banned: "the applicant was banned"
        case .invited: "the applicant came in by an invitation"
        case .archived: "the group was archived"
        }
    }

    /// Questions and answers, each answer below its question.
    static func questions(_ questions: [JoinRequest.Question], in zone: Zone) -> [Message.Block] {
        questions.flatMap { question -> [Message.Block] in
            let asked: Message.Block = .line(
                """
                ❓ \(question.askedBy) asked\(words: question.criterion.map { " about \($0)" } ?? "") on \
                \(words: EnglishDate.day(question.askedAt, in: zone)):
                """
            )
            guard let answer = question.answer else { return [asked, .quote("\(question.text)")] }
            return [asked, .quote("\(question.text)"), .line("The answer:"), .quote("\(answer)")]
        }
    }

    /// How to object to a decision: to those who own the sponsor.
    static func appeal(_ group: Group, _ owners: [UserID]) -> Phrase {
        let named = Array(owners.prefix(5))
        guard !named.isEmpty else { return "write to the sponsor, \(strong: group.sponsor.name)" }
        return """
            write to \(words: named.count == 1 ? "the owner" : "the owners") of its sponsor, \(strong: group.sponsor.name): \
            \(people(named))
            """
    }

    /// Who decided, and how to object: nobody is sent to another owner's door where whoever decided is the only one.
    static func appeal(_ group: Group, _ owners: [UserID], from decider: UserID) -> Phrase {
        guard owners != [decider] else {
            return """
                \(decider) decided, who also owns its sponsor, \(strong: group.sponsor.name): write to them if you think this \
                is a mistake.
                """
        }
        return """
            \(decider) decided; if you think this is a mistake, \(appeal(group, owners.filter { $0 != decider })).
            """
    }
}
