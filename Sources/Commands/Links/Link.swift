import Groups
import Identifiers

/// `!link <person>`: say that another account is one’s own too, so that all it has moves here; or answer that question.
struct Link: Command {
    static let usage = Usage(
        name: "link",
        parameters: "<person, or no [person]>",
        summary: """
            Move all that another account of yours has to this one, in a direct message; it moves once both accounts have \
            said so.
            """,
        example: "link @finn:old.example.org",
        section: .freelancer,
        choices: [
            .init("@finn:old.example.org", "said by the account that you go on with: the other one is yours, too"),
            .init("@finn:new.example.org", "said by the other one: yes, that is so"),
            .init("no", "said by the other one: it is not so, and I am not to be asked again"),
        ]
    )

    private let wish: Wish

    private enum Wish {
        case link(UserID)
        /// To all questions that are open, or to that account's.
        case refuse(UserID?)
    }

    init(_ text: inout CommandText) throws(UsageError) {
        var further = text.words
        if try further.next("person").lowercased() == "no" {
            wish = .refuse(further.isAtEnd ? nil : try further.nextPerson("person"))
        } else {
            further = text.words
            wish = .link(try further.nextPerson("person"))
        }
        guard further.isAtEnd else { throw .unexpected(try further.next("person")) }
    }

    func decide(_ call: Call, _ board: some Board) throws -> Decision {
        guard call.place == .direct else { throw Refusal.link(.onlyAlone) }
        switch wish {
        case .refuse(let person): return try Self.refuse(person, call, board)
        case .link(let person):
            guard person != call.sender else { throw Refusal.link(.oneself) }
            guard try !board.isBot(person) else { throw Refusal.group(.notForTheBot) }
            // Whoever was asked and says the same has answered.
            if let question = try board.linkQuestion(from: person, to: call.sender),
                question.isOpen(at: call.receivedAt)
            {
                return try Linking.confirmed(question, call, board)
            }
            return try Self.ask(person, call, board)
        }
    }

    /// Says the same whoever the other account is: whether it is known here is no business of a stranger.
    private static func ask(_ person: UserID, _ call: Call, _ board: some Board) throws -> Decision {
        let now = call.receivedAt
        let known = try board.linkQuestion(from: call.sender, to: person)
        if let known, known.isOpen(at: now) { throw Refusal.link(.alreadyAsked(known)) }
        guard
            try board.linkQuestionCount(from: call.sender, since: now.later(days: -1)) < LinkQuestion.perDayAtMost
        else { throw Refusal.link(.tooMany(LinkQuestion.perDayAtMost)) }
        let question = LinkQuestion(
            asker: call.sender,
            asked: person,
            askedAt: now,
            endsAt: board.hallZone.endOfDay(LinkQuestion.daysToAnswer, after: now),
            isRefused: known?.isRefused ?? false
        )
        var decision = Decision(
            changes: [.link(.asked(question))],
            outgoing: [Outgoing(.answer(LinkSaying.asked(question)))]
        )
        // Whoever asks an account no longer minds being asked by it.
        if try board.linkQuestion(from: person, to: call.sender)?.isRefused == true {
            decision.changes.append(.link(.allowed(by: call.sender, asker: person)))
        }
        let most = LinkQuestion.toOneAtMost
        guard !question.isRefused, try board.hasSpoken(person),
            try board.linkQuestions(to: person, at: now, limit: most).count < most
        else { return decision }
        decision.outgoing.append(
            Outgoing(.tell(LinkSaying.question(question), person), key: "link/\(call.event)", urgency: .decision)
        )
        return decision
    }

    private static func refuse(_ person: UserID?, _ call: Call, _ board: some Board) throws -> Decision {
        let now = call.receivedAt
        let asked = try board.linkQuestions(to: call.sender, at: now, limit: questionsAtMost)
            .filter { person == nil || $0.asker == person }
        guard asked.isEmpty else {
            return Decision(
                changes: asked.map { .link(.refused(by: call.sender, asker: $0.asker)) },
                outgoing: [Outgoing(.answer(LinkSaying.refused(asked.map(\.asker))))]
            )
        }
        // Nobody else asks: then it is one's own question that is no longer meant.
        let own = try board.linkQuestions(from: call.sender, at: now, limit: questionsAtMost)
            .filter { person == nil || $0.asked == person }
        guard !own.isEmpty else { throw Refusal.link(.nothingAsked) }
        return Decision(
            changes: own.map { .link(.withdrawn($0)) },
            outgoing: [Outgoing(.answer(LinkSaying.withdrawn(own.map(\.asked))))]
        )
    }

    private static let questionsAtMost = 50
}
