import Groups
import Identifiers

/// The questions of a skill test, one at a time, alone with the bot.
enum Attempts {
    static let begin = "▶️"
    static let submit = "✅"

    /// Begins an attempt, and asks its first question.
    static func start(_ test: SkillTest, _ call: Call, _ board: some Board) throws -> Decision {
        guard call.place == .direct else { return try TakeTest.elsewhere(test, call, board) }
        if let running = try board.runningAttempt(of: call.sender) {
            throw Refusal.skillTest(.running(try board.knownTest(running.test), running))
        }
        // Whoever writes the questions knows the answers.
        guard try !board.runsTests(call.sender, of: test.sponsor.id) else { throw Refusal.skillTest(.ownTest(test)) }
        guard try !board.hasReadQuestions(call.sender, of: test.id) else {
            let group = try TakeTest.groupToAsk(without: test, call.sender, board)
            throw Refusal.skillTest(.hasReadQuestions(test, wantedBy: group))
        }
        if let application = try board.application(of: call.sender) {
            throw Refusal.skillTest(.answering(try board.knownGroup(application.group)))
        }
        guard try board.guidedForm(of: call.sender) == nil else { throw Refusal.job(.inTheMiddle) }
        let person = try board.person(call.sender)
        let earlier = try board.attempts(of: call.sender, at: test.id, limit: Attempt.rememberedAtMost)
        let zone = board.hallZone
        try test.checkMayStart(person, after: earlier, in: zone, at: call.receivedAt)
        guard try test.shortages(in: board.topics(of: test.id)).isEmpty else {
            throw Refusal.skillTest(.tooFewQuestions(test))
        }
        let seed = try board.chance(for: call.event)
        let (attempt, items) = try test.start(
            board.nextAttemptID(),
            by: person,
            seed: seed,
            drawing: draw(test, after: earlier.first, seed: seed, board),
            after: earlier,
            extraPercent: board.extraTime(of: call.sender, at: test.id),
            in: zone,
            at: call.receivedAt
        )
        guard let first = items.first else { throw Refusal.skillTest(.notOpen(test)) }
        return Decision(
            changes: [.skillTest(.started(attempt, items))],
            outgoing: [
                Outgoing(
                    .answer(AttemptSaying.progress(test, attempt)),
                    // As urgent as the question, lest it come after it.
                    urgency: .decision,
                    subject: .attempt(attempt.id)
                )
            ] + (try ask(first, of: attempt, test, .first, board))
        )
    }

    /// The questions of a new attempt: those of the attempt before it only where there are too few others.
    private static func draw(
        _ test: SkillTest,
        after last: Attempt?,
        seed: UInt64,
        _ board: some Board
    ) throws -> [TestQuestionID] {
        let topics: [String?] = test.rules.draws.isEmpty ? [nil] : test.rules.draws.map(\.topic)
        let pools = try topics.map { (topic: $0, ids: try board.drawable(of: test.id, topic: $0)) }
        let seen = try last.map { Set(try board.items(of: $0.id).map(\.question)) } ?? []
        return Draw.questions(of: test.rules, from: pools, seen: seen, seed: seed)
    }

    /// Asks a question of an attempt.
    static func ask(
        _ item: AttemptItem,
        of attempt: Attempt,
        _ test: SkillTest,
        _ lead: AttemptSaying.Lead,
        _ board: some Board
    ) throws -> [Outgoing] {
        let shown = try self.shown(item, of: attempt, board)
        let subject = Subject.testQuestion(attempt.id, item.position)
        let saying = AttemptSaying.question(
            .init(test: test, attempt: attempt, shown: shown, mark: item.mark),
            lead
        )
        let question = Outgoing(
            .tell(saying, attempt.person),
            key: "question/\(attempt.key)/\(item.position)",
            urgency: .decision,
            subject: subject
        )
        let taps = shown.tappable + (shown.takesSeveral && !shown.tappable.isEmpty ? [submit] : [])
        guard !taps.isEmpty else { return [question] }
        let offer = Outgoing(
            .offer(reactions: taps, subject: subject),
            key: "offer/question/\(attempt.key)/\(item.position)",
            urgency: .chatter
        )
        return [question, offer]
    }

    /// A question as this taker sees it.
    static func shown(_ item: AttemptItem, of attempt: Attempt, _ board: some Board) throws -> ShownQuestion {
        guard let question = try board.question(item.question) else { throw BoardFault.danglingQuestion(item.question) }
        return ShownQuestion(question.content, seed: attempt.seed, position: item.position)
    }

    /// Takes an answer to the open question, and goes on.
    static func take(
        _ response: QuestionResponse,
        by event: EventID?,
        _ attempt: Attempt,
        _ call: Call,
        _ board: some Board,
        lead: AttemptSaying.Lead = .noted
    ) throws -> Decision {
        var attempt = attempt
        guard var item = try board.item(attempt.position, of: attempt.id),
            let question = try board.question(item.question)
        else { return Decision() }
        let now = call.receivedAt
        item.answer = AttemptItem.Answer(
            response: response,
            event: event,
            at: now,
            tookMs: max(0, now.rawValue - attempt.shownAt.rawValue),
            points: question.content.points(for: response)
        )
        attempt.proceed(at: now)
        let test = try board.knownTest(attempt.test)
        var decision = Decision(
            changes: [.skillTest(.answered(item, attempt))],
            // What could still be tapped of it is of no use to anybody.
            outgoing: [
                Outgoing(
                    .withdrawOffer(subject: .testQuestion(attempt.id, item.position)),
                    key: "withdrawOffer/\(attempt.key)/\(item.position)",
                    urgency: .chatter
                )
            ]
        )
        guard !attempt.isThrough, let next = try board.item(attempt.position, of: attempt.id) else {
            return decision + (try AttemptEnds.finish(attempt, answering: item, test, call, board))
        }
        decision.outgoing += try ask(next, of: attempt, test, lead, board)
        decision.outgoing.append(
            Outgoing(
                .revise(subject: .attempt(attempt.id), AttemptSaying.progress(test, attempt)),
                key: "progress/\(attempt.key)/\(attempt.position)",
                urgency: .chatter
            )
        )
        return decision
    }

    /// The attempts whose time is over, or that the bot left alone too long.
    static func decide(_ call: Call, _ board: some Board) throws -> Decision {
        var decision = Decision()
        for attempt in try board.attemptsAbandoned(limit: attemptsAtMost) {
            let ended = try readable(attempt, call) { try AttemptEnds.breakOff(attempt, .void, call, board) }
            decision = decision + ended
        }
        for attempt in try board.attemptsDue(by: call.receivedAt, limit: attemptsAtMost) {
            let counted = try counted(attempt, at: call.receivedAt, board)
            guard counted.isOver(at: call.receivedAt) else {
                decision.changes.append(.skillTest(.delayed(counted)))
                continue
            }
            decision = decision + (try readable(counted, call) { try lapse(counted, call, board) })
        }
        return decision
    }

    /// What is decided about an attempt; where it can't be read, that it is void, lest it stand in the way of all others.
    private static func readable(
        _ attempt: Attempt,
        _ call: Call,
        _ decide: () throws -> Decision
    ) throws -> Decision {
        do {
            return try decide()
        } catch let error as DecodingError {
            return AttemptEnds.giveUp(attempt, because: error, call)
        } catch let fault as BoardFault {
            return AttemptEnds.giveUp(attempt, because: fault, call)
        }
    }

    private static let attemptsAtMost = 50

    /// The attempt with its time counted from when the open question was there to be read.
    static func counted(_ attempt: Attempt, at now: Timestamp, _ board: some Board) throws -> Attempt {
        var attempt = attempt
        let subject = Subject.testQuestion(attempt.id, attempt.position)
        attempt.countFrom(try board.sent(subject.text) ?? now)
        return attempt
    }

    /// The time is over: of the open question, which counts as not answered, or of all.
    static func lapse(_ attempt: Attempt, _ call: Call, _ board: some Board) throws -> Decision {
        guard !attempt.isWhollyOver(at: call.receivedAt) else {
            return try AttemptEnds.breakOff(attempt, .timedOut, call, board)
        }
        return try take(.none, by: nil, attempt, call, board, lead: .timeOver)
    }
}

extension Attempt {
    /// What tells this attempt from every other one, also from one that gets its number after the database was restored.
    var key: String { "\(id.rawValue)@\(startedAt.rawValue)" }
}

extension ShownQuestion {
    /// Whether more than one answer may be given.
    var takesSeveral: Bool { if case .choice(_, isMultiple: true) = content.kind { true } else { false } }
}

extension Board {
    /// The test of that number, which a foreign key promises is there.
    func knownTest(_ id: SkillTestID) throws -> SkillTest {
        guard let test = try skillTest(id) else { throw BoardFault.danglingTest(id) }
        return test
    }
}
