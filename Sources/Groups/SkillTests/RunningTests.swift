package import Identifiers

extension SkillTest {
    /// How many attempts a year a test may be limited to.
    package static let attemptsPerYear = 1...100
    /// How many days a pass may hold.
    package static let validDays = 1...3650
    /// How far ahead the last day may lie on which a test can be taken, in days.
    package static let closingDaysAtMost = 3660

    /// How many questions an attempt has, where so many can be drawn.
    package func drawn(ofPool count: Int) -> Int {
        rules.draws.isEmpty ? min(count, Self.questionsAtMost) : rules.draws.reduce(0) { $0 + $1.count }
    }

    /// The draws for which there are too few questions, with how many there are for each.
    ///
    /// What is drawn from any topic comes from what the others leave.
    package func shortages(in topics: [TopicCount]) -> [(draw: TopicDraw, has: Int)] {
        let draws = rules.draws.isEmpty ? [TopicDraw(topic: nil, count: 1)] : rules.draws
        var rest = topics.reduce(0) { $0 + $1.count }
        var shortages: [(draw: TopicDraw, has: Int)] = []
        for draw in draws where draw.topic != nil {
            let has = topics.first { $0.topic == draw.topic }?.count ?? 0
            if has < draw.count { shortages.append((draw, has)) }
            rest -= min(has, draw.count)
        }
        for draw in draws where draw.topic == nil && rest < draw.count { shortages.append((draw, max(0, rest))) }
        return shortages
    }

    /// The draws for which the pool is so small that a second attempt repeats questions, with how many there are for each.
    package func repetitions(in topics: [TopicCount]) -> [(draw: TopicDraw, has: Int)] {
        let total = topics.reduce(0) { $0 + $1.count }
        let all = TopicDraw(topic: nil, count: drawn(ofPool: total))
        return (rules.draws.isEmpty ? [all] : rules.draws).compactMap { draw in
            let has = draw.topic.map { topic in topics.first { $0.topic == topic }?.count ?? 0 } ?? total
            return has < draw.count * Self.poolFactor ? (draw, has) : nil
        }
    }

    /// Refuses a pool from which an attempt can't be drawn.
    package func checkPool(_ topics: [TopicCount]) throws(Refusal) {
        guard let shortage = shortages(in: topics).first else { return }
        let (draw, has) = shortage
        throw .skillTest(.poolTooSmall(self, topic: draw.topic, has: has, wants: draw.count))
    }
}

extension SkillTest {
    /// Decides what happens when those who run the test let everybody take it.
    package func open(topics: [TopicCount]) throws(Refusal) -> Change {
        guard state != .open else { throw .skillTest(.isSo(self)) }
        if sponsor.suspendedFor != nil { throw .sponsor(.suspended(sponsor)) }
        try checkPool(topics)
        return .skillTest(.stateSet(id, .open))
    }

    /// Decides what happens when nobody shall begin it any more.
    package func close() throws(Refusal) -> Change {
        switch state {
        case .open: return .skillTest(.stateSet(id, .closed))
        case .closed: throw .skillTest(.isSo(self))
        case .draft: throw .skillTest(.notOpen(self))
        }
    }

    /// Decides what happens when the test shall be gone, with its questions.
    ///
    /// What somebody has taken stays: their pass refers to it. `groups` counts all that name it, `asking` are those of them
    /// that the person may know of, and `isDraft` says that one which is not open yet asks for it.
    package func delete(
        naming groups: Int,
        askedForBy asking: [Group],
        isDraft: Bool,
        running: Int,
        tally: SkillTestTally
    ) throws(Refusal) -> Change {
        guard running == 0 else { throw .skillTest(.underWay(self, running)) }
        guard tally.attempts == 0 else { throw .skillTest(.taken(self)) }
        guard groups == 0, asking.isEmpty else { throw .skillTest(.inUse(self, by: asking, isDraft: isDraft)) }
        return .skillTest(.deleted(id))
    }

    /// Decides what happens when questions come into the pool.
    package func add(_ contents: [QuestionContent]) throws(Refusal) -> Change {
        guard questionCount + contents.count <= Self.poolAtMost else {
            throw .skillTest(.poolFull(self, questionCount + contents.count))
        }
        return .skillTest(.questionsAdded(id, contents))
    }

    /// Decides what happens when questions shall be drawn no more; answers to them count.
    ///
    /// An open test keeps as many as it draws: else nobody could begin it. `topics` is what can be drawn now, `added` what
    /// comes in their place.
    package func retire(
        _ questions: [TestQuestion],
        topics: [TopicCount],
        adding added: QuestionContent? = nil
    ) throws(Refusal) -> [Change] {
        for question in questions where question.state != .active {
            throw .skillTest(.questionGone(self, question.number, question.state))
        }
        if state == .open { try checkPool(Self.topics(topics, without: questions, with: added)) }
        return questions.map { .skillTest(.questionRetired($0.id)) }
    }

    /// How many questions of each topic there are once some are gone and one has come.
    package static func topics(
        _ topics: [TopicCount],
        without gone: [TestQuestion],
        with added: QuestionContent? = nil
    ) -> [TopicCount] {
        var topics = topics
        for question in gone where question.state == .active {
            guard let index = topics.firstIndex(where: { $0.topic == question.content.topic }) else { continue }
            topics[index].count -= 1
        }
        guard let added else { return topics }
        if let index = topics.firstIndex(where: { $0.topic == added.topic }) {
            topics[index].count += 1
        } else {
            topics.append(TopicCount(topic: added.topic, count: 1))
        }
        return topics
    }

    /// Decides what happens when answers to a question shall count for nobody: its attempts are counted anew.
    ///
    /// Whoever says so is told how that came out. A wrong question goes at once, however few are left.
    package func void(_ question: TestQuestion, by person: UserID, at now: Timestamp) throws(Refusal) -> Change {
        guard question.state != .void else {
            throw .skillTest(.questionGone(self, question.number, question.state))
        }
        return .skillTest(
            .questionVoided(question.id, Rescoring(question: question.id, voidedBy: person, dueAt: now))
        )
    }

    /// Decides what happens when one person shall have so many percent more time, from their next attempt on.
    package func extend(by percent: Int, for person: UserID, was: Int) throws(Refusal) -> Change {
        guard percent != was else { throw .skillTest(.isSo(self)) }
        return .skillTest(.timeExtended(id, person, percent: percent))
    }
}

extension SkillTest {
    /// What another version of it changes: the names of the form's fields, the pass mark with the old and the new one.
    package func changes(to new: SkillTest) -> [String] {
        let (old, new) = (self, new)
        let fields: [(name: String, isChanged: Bool)] = [
            ("name", old.name != new.name), ("syllabus", old.syllabus != new.syllabus),
            ("draw", old.rules.draws != new.rules.draws), ("time", old.rules.limit != new.rules.limit),
            (
                "pass \(old.rules.passPercent) \(new.rules.passPercent)",
                old.rules.passPercent != new.rules.passPercent
            ),
            ("wait", old.rules.waitDays != new.rules.waitDays),
            ("first wait", old.rules.firstWaitDays != new.rules.firstWaitDays),
            ("attempts", old.rules.attemptsPerYear != new.rules.attemptsPerYear),
            ("valid", old.rules.validDays != new.rules.validDays),
            ("scores", old.rules.visibility != new.rules.visibility),
            ("mark", old.rules.isMarked != new.rules.isMarked),
            ("follow-up", old.rules.asksFollowUp != new.rules.asksFollowUp),
            ("closes", old.rules.closesAfter != new.rules.closesAfter),
        ]
        return fields.filter(\.isChanged).map(\.name)
    }
}

extension Attempt {
    /// The attempt with its points counted anew, without questions that were declared void; nil where nothing changes.
    ///
    /// It never comes out worse. A pass stays one, and whoever did not come to the end did not: only who failed for too few
    /// points may pass by it. What is not passed and has no question left that counts is void.
    package func recounted(_ items: [AttemptItem], void: Set<TestQuestionID>) -> Attempt? {
        guard let old = end, old.outcome != .void else { return nil }
        var new = old
        (new.points, new.counted) = TestScore.points(of: items, void: void)
        if new.counted == 0 {
            guard old.outcome != .passed else { return nil }
            (new.outcome, new.percentile) = (.void, nil)
        } else {
            guard new.percent >= old.percent else { return nil }
            if old.outcome == .failed, new.percent >= passPercent { new.outcome = .passed }
        }
        guard new != old else { return nil }
        var attempt = self
        attempt.end = new
        return attempt
    }
}

extension SkillTest {
    /// The pass that an attempt gives, or nil where it gives none.
    ///
    /// It holds from the end of the attempt on.
    package func pass(by attempt: Attempt, zone: Zone) -> Pass? {
        guard let end = attempt.end, end.outcome == .passed else { return nil }
        return Pass(
            test: id,
            person: attempt.person,
            attempt: attempt.id,
            percent: end.percent,
            percentile: end.percentile,
            at: end.at,
            until: rules.validDays.map { zone.local(end.at).day.advanced(by: $0) }
        )
    }
}
