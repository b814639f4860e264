import Identifiers

extension SkillTest {
    /// From when on a person may begin another attempt.
    package struct Wait: Hashable, Sendable {
        package var until: Timestamp
        /// How many attempts there may be within 365 days, where it is that which they wait for.
        package var attemptsPerYear: Int?

        package init(until: Timestamp, attemptsPerYear: Int? = nil) {
            self.until = until
            self.attemptsPerYear = attemptsPerYear
        }
    }

    /// How long a person has still to wait at a moment, after these attempts of theirs, the latest first; nil: not at all.
    ///
    /// The wait counts from the end of the last attempt; void ones count for nothing. `zone` is the hall's.
    package func wait(after attempts: [Attempt], in zone: Zone, at now: Timestamp) -> Wait? {
        let counted = attempts.filter { $0.end.map { $0.outcome != .void } ?? false }
        guard let last = counted.first?.end else { return nil }
        let days = counted.count == 1 ? rules.firstWaitDays ?? rules.waitDays : rules.waitDays
        var wait = Wait(until: days == 0 ? last.at : zone.startOfDay(days, after: last.at))
        if let most = rules.attemptsPerYear, counted.count >= most {
            let isFree = zone.startOfDay(Self.daysOfYear, after: counted[most - 1].startedAt)
            if isFree > wait.until { wait = Wait(until: isFree, attemptsPerYear: most) }
        }
        return wait.until > now ? wait : nil
    }

    /// The last moment at which it can be taken; nil: any.
    package func closes(in zone: Zone) -> Timestamp? { rules.closesAfter.map { zone.end(of: $0) } }

    /// Whether anybody can begin at a moment.
    package func isTakeable(at now: Timestamp, in zone: Zone) -> Bool {
        state == .open && sponsor.suspendedFor == nil && closes(in: zone).map { now < $0 } ?? true
    }

    /// Begins an attempt with the questions that were drawn.
    ///
    /// `earlier` are the person's attempts at it, the latest first, `extraPercent` is by how much their time is longer,
    /// and `zone` the hall's.
    ///
    /// - Throws: A test refusal, where the rules keep the person from it.
    package func start(
        _ id: AttemptID,
        by person: Person,
        seed: UInt64,
        drawing questions: [TestQuestionID],
        after earlier: [Attempt],
        extraPercent: Int,
        in zone: Zone,
        at now: Timestamp
    ) throws(Refusal) -> (Attempt, [AttemptItem]) {
        try checkMayStart(person, after: earlier, in: zone, at: now)
        var attempt = Attempt(
            id: id,
            test: self.id,
            person: person.id,
            number: 1 + earlier.count { $0.end?.outcome != .void },
            seed: seed,
            startedAt: now,
            questionCount: questions.count,
            passPercent: rules.passPercent
        )
        let factor = Int64(100 + extraPercent)
        switch rules.limit {
        case .whole(let minutes):
            attempt.endsAt = Timestamp(rawValue: now.rawValue + Int64(minutes) * 600 * factor)
        case .perQuestion(let seconds): attempt.questionMs = Int64(seconds) * 10 * factor
        }
        if let closes = closes(in: zone) { attempt.endsAt = min(closes, attempt.endsAt ?? closes) }
        let items = questions.enumerated().map { position, question in
            AttemptItem(
                attempt: id,
                position: position,
                question: question,
                mark: rules.isMarked ? WordingMark.of(question, seed: seed) : 0
            )
        }
        return (attempt, items)
    }

    /// - Throws: A test refusal, where the rules keep the person from beginning now.
    package func checkMayStart(
        _ person: Person,
        after earlier: [Attempt],
        in zone: Zone,
        at now: Timestamp
    ) throws(Refusal) {
        guard person.isFreelancer else { throw .skillTest(.freelancersOnly(self)) }
        guard isTakeable(at: now, in: zone) else { throw .skillTest(.notOpen(self)) }
        if let wait = wait(after: earlier, in: zone, at: now) { throw .skillTest(.tooSoon(self, wait)) }
    }

    private static let daysOfYear = 365
}

extension Attempt {
    /// How many attempts of one person at one test are looked at: more than fit into a year by any rule that matters.
    package static let rememberedAtMost = 100

    /// When the time for the open question, or for all of it, is over; nil: never.
    package var deadline: Timestamp? {
        let question = questionMs.map { Timestamp(rawValue: shownAt.rawValue + $0) }
        return [endsAt, question].compactMap(\.self).min()
    }

    /// When the bot acts on it: an answer may come a little late.
    package var dueAt: Timestamp? { deadline.map { Timestamp(rawValue: $0.rawValue + Self.graceMs) } }

    /// Whether an answer that the bot received then comes too late.
    package func isOver(at now: Timestamp) -> Bool { dueAt.map { now > $0 } ?? false }

    /// Whether the time for all of it is over, and not only that for the open question.
    package func isWhollyOver(at now: Timestamp) -> Bool {
        endsAt.map { now.rawValue > $0.rawValue + Self.graceMs } ?? false
    }

    /// How much time is left at a moment, in milliseconds.
    package func left(at now: Timestamp) -> Int64? { deadline.map { max(0, $0.rawValue - now.rawValue) } }

    /// Counts the time of the open question from when its message was sent, later than it was decided: what the homeserver
    /// kept waiting is nobody's time.
    package mutating func countFrom(_ sent: Timestamp) {
        let delay = sent.rawValue - shownAt.rawValue
        guard delay > 0 else { return }
        shownAt = sent
        endsAt = endsAt.map { Timestamp(rawValue: $0.rawValue + delay) }
    }

    /// Opens the next question.
    package mutating func proceed(at now: Timestamp) {
        position += 1
        shownAt = now
    }

    /// Whether no question is open any more.
    package var isThrough: Bool { position >= questionCount }

    /// Ends it by what was answered; without a question that counts it is void.
    package mutating func finish(points: Int, counted: Int, ranking: ScoreRanking, at now: Timestamp) {
        var end = End(outcome: .failed, at: now, points: points, counted: counted)
        switch counted {
        case 0: end.outcome = .void
        default:
            if points >= passPercent * 10 * counted { end.outcome = .passed }
            end.percentile = standing(in: ranking).percentile
        }
        self.end = end
    }

    /// Ends it before its last answer: an unfinished test is a failed one, an outage is void, and
    /// so is what has no question that counts.
    package mutating func breakOff(_ outcome: Outcome, points: Int, counted: Int, at now: Timestamp) {
        end = End(outcome: counted == 0 ? .void : outcome, at: now, points: points, counted: counted)
    }

    /// Where a score stands: a first attempt counts itself among the others.
    private func standing(in ranking: ScoreRanking) -> ScoreRanking {
        guard number == 1 else { return ranking }
        return ScoreRanking(better: ranking.better, equal: ranking.equal + 1, total: ranking.total + 1)
    }
}
