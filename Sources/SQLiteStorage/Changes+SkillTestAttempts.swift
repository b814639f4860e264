import GRDB
import Groups
import Identifiers

extension Database {
    func applyToAttempt(_ change: SkillTestChange, _ cause: Cause) throws {
        switch change {
        case .started(let attempt, let items):
            try insert(attempt, items)
            try audit("attempt.started", attempt.test, about: attempt.person, cause)
        case .answered(let item, let attempt):
            try store(item)
            try run(
                "DELETE FROM attemptTap WHERE attempt = ? AND position = ?",
                [item.attempt.rawValue, item.position]
            )
            try update(attempt)
        case .delayed(let attempt): try update(attempt)
        case .tapped(let tap):
            try run(
                "INSERT OR IGNORE INTO attemptTap (attempt, position, option, event) VALUES (?, ?, ?, ?)",
                [tap.attempt.rawValue, tap.position, tap.option, tap.event.rawValue]
            )
        case .tapTakenBack(let event): try run("DELETE FROM attemptTap WHERE event = ?", [event.rawValue])
        case .ended(let attempt): try end(attempt, cause)
        case .rescored(let attempt, let old): try rescore(attempt, from: old, cause)
        default: break
        }
    }

    private func insert(_ attempt: Attempt, _ items: [AttemptItem]) throws {
        try run(
            """
            INSERT INTO attempt (
                id, test, person, number, seed, startedAtMs, questionCount, position, shownAtMs, endsAtMs, questionMs,
                passPercent, dueAtMs
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                attempt.id.rawValue, attempt.test.rawValue, attempt.person.rawValue, attempt.number,
                Int64(bitPattern: attempt.seed), attempt.startedAt.rawValue, attempt.questionCount, attempt.position,
                attempt.shownAt.rawValue, attempt.endsAt?.rawValue, attempt.questionMs, attempt.passPercent,
                attempt.timeIsOverAt?.rawValue,
            ]
        )
        for item in items {
            try run(
                "INSERT INTO attemptItem (attempt, position, question, mark) VALUES (?, ?, ?, ?)",
                [attempt.id.rawValue, item.position, item.question.rawValue, item.mark]
            )
        }
        try run("UPDATE tally SET value = ? WHERE name = 'lastAttempt'", [attempt.id.rawValue])
        try run("UPDATE skillTest SET runningCount = runningCount + 1 WHERE id = ?", [attempt.test.rawValue])
    }

    private func store(_ item: AttemptItem) throws {
        guard let answer = item.answer else { return }
        try run(
            """
            UPDATE attemptItem SET response = ?, event = ?, answeredAtMs = ?, tookMs = ?, points = ?
            WHERE attempt = ? AND position = ?
            """,
            [
                try json(answer.response), answer.event?.rawValue, answer.at.rawValue, answer.tookMs, answer.points,
                item.attempt.rawValue, item.position,
            ]
        )
    }

    /// Stores where an attempt that is under way has come.
    func update(_ attempt: Attempt) throws {
        try run(
            """
            UPDATE attempt SET position = ?, shownAtMs = ?, endsAtMs = ?, questionMs = ?, dueAtMs = ?
            WHERE id = ? AND outcome IS NULL
            """,
            [
                attempt.position, attempt.shownAt.rawValue, attempt.endsAt?.rawValue, attempt.questionMs,
                attempt.timeIsOverAt?.rawValue, attempt.id.rawValue,
            ]
        )
    }

    // MARK: How it came out

    private func end(_ attempt: Attempt, _ cause: Cause) throws {
        guard let end = attempt.end else { throw StorageFault.attemptNotOver(attempt.id) }
        try run(
            """
            UPDATE attempt SET position = ?, shownAtMs = ?, outcome = ?, endedAtMs = ?, points = ?, counted = ?,
                top = ?, takers = ?, dueAtMs = NULL, awayTooLong = 0
            WHERE id = ? AND outcome IS NULL
            """,
            [
                attempt.position, attempt.shownAt.rawValue, end.outcome.rawValue, end.at.rawValue, end.points,
                end.counted, end.percentile?.top, end.percentile?.takers, attempt.id.rawValue,
            ]
        )
        guard changesCount == 1 else { throw StorageFault.attemptEndedTwice(attempt.id) }
        try run("UPDATE skillTest SET runningCount = runningCount - 1 WHERE id = ?", [attempt.test.rawValue])
        try run("DELETE FROM attemptTap WHERE attempt = ?", [attempt.id.rawValue])
        guard end.outcome != .void else {
            return try audit("attempt.void", attempt.test, about: attempt.person, cause)
        }
        try countItems(of: attempt, end)
        let isFirst = attempt.number == 1
        try run(
            "UPDATE skillTest SET attempts = attempts + 1, takers = takers + ?, percents = percents + ? WHERE id = ?",
            [isFirst ? 1 : 0, isFirst ? end.storedPercent : 0, attempt.test.rawValue]
        )
        if isFirst { try countScore(end.storedPercent, at: attempt.test, by: 1) }
        try audit("attempt.ended", attempt.test, about: attempt.person, cause)
    }

    /// Counts an attempt with the questions that its taker has seen.
    private func countItems(of attempt: Attempt, _ end: Attempt.End) throws {
        let rows = try allRows(
            """
            SELECT q.* FROM attemptItem i JOIN testQuestion q ON q.id = i.question
            WHERE i.attempt = ? AND q.state <> 'void'
            """,
            [attempt.id.rawValue]
        )
        let questions = Dictionary(
            try rows.map(TestQuestion.init).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        // Those that were never reached count for the score of the others, and not as answered.
        let items = try items(of: attempt.id).filter { questions[$0.question] != nil }
        var all = try tally(of: attempt.test)
        for item in items where item.position <= attempt.position {
            guard var question = questions[item.question] else { continue }
            let open = item.position == attempt.position ? attempt.openMs(at: end.at) : 0
            let before = question.tally
            question.tally.add(
                points: item.answer?.points ?? 0,
                milliseconds: item.answer?.tookMs ?? open,
                restPercent: TestScore.restPercent(of: item, among: items)
            )
            all.answers += question.tally.answers - before.answers
            all.milliseconds += question.tally.milliseconds - before.milliseconds
            try storeTally(of: question, amongMeanSeconds: all.meanSeconds)
        }
        try run(
            "UPDATE skillTest SET answers = ?, milliseconds = ? WHERE id = ?",
            [all.answers, all.milliseconds, attempt.test.rawValue]
        )
    }

    /// Stores what takers have made of a question, and what looks wrong with it by that.
    private func storeTally(of question: TestQuestion, amongMeanSeconds mean: Double?) throws {
        let tally = question.tally
        let suspicions = tally.suspicions(amongMeanSeconds: mean, optionCount: question.content.guessableCount)
        try run(
            """
            UPDATE testQuestion SET answers = ?, points = ?, milliseconds = ?, scores = ?, pointsSquared = ?,
                scoresSquared = ?, pointsByScores = ?, suspicions = ?
            WHERE id = ?
            """,
            [
                tally.answers, tally.points, tally.milliseconds, tally.scores, tally.pointsSquared,
                tally.scoresSquared, tally.pointsByScores, suspicions.reduce(0) { $0 + $1.rawValue },
                question.id.rawValue,
            ]
        )
    }

    private func countScore(_ percent: Int, at test: SkillTestID, by difference: Int) throws {
        let key: StatementArguments = [test.rawValue, percent]
        if difference > 0 {
            try run(
                """
                INSERT INTO testScore (test, percent, count) VALUES (?, ?, 1)
                ON CONFLICT DO UPDATE SET count = count + 1
                """,
                key
            )
        } else {
            try run("DELETE FROM testScore WHERE test = ? AND percent = ? AND count = 1", key)
            if changesCount == 0 {
                try run("UPDATE testScore SET count = count - 1 WHERE test = ? AND percent = ?", key)
            }
        }
    }

    private func rescore(_ attempt: Attempt, from old: Attempt.End, _ cause: Cause) throws {
        guard let end = attempt.end else { throw StorageFault.attemptNotOver(attempt.id) }
        try run(
            """
            UPDATE attempt SET outcome = ?, endedAtMs = ?, points = ?, counted = ?, top = ?, takers = ?
            WHERE id = ? AND outcome IS NOT NULL
            """,
            [
                end.outcome.rawValue, end.at.rawValue, end.points, end.counted, end.percentile?.top,
                end.percentile?.takers, attempt.id.rawValue,
            ]
        )
        guard changesCount == 1 else { throw StorageFault.attemptNotOver(attempt.id) }
        // What was void was never counted, and stays so; what is void by now is counted no more.
        let isGone = end.outcome == .void
        if old.outcome != .void {
            let isFirst = attempt.number == 1
            let percents = (isGone ? 0 : end.storedPercent) - old.storedPercent
            try run(
                "UPDATE skillTest SET attempts = attempts - ?, takers = takers - ?, percents = percents + ? WHERE id = ?",
                [isGone ? 1 : 0, isGone && isFirst ? 1 : 0, isFirst ? percents : 0, attempt.test.rawValue]
            )
            if isFirst { try countScore(old.storedPercent, at: attempt.test, by: -1) }
            if isFirst, !isGone { try countScore(end.storedPercent, at: attempt.test, by: 1) }
        }
        try lookWhereNamed(attempt.test, about: attempt.person, from: cause.at)
        try audit("attempt.rescored", attempt.test, about: attempt.person, cause)
    }

    /// Forgets an attempt with all its answers.
    ///
    /// What was counted of it stays counted.
    func forgetAttempt(_ id: AttemptID) throws {
        try run(
            """
            UPDATE skillTest SET runningCount = runningCount - 1
            WHERE id = (SELECT test FROM attempt WHERE id = ? AND outcome IS NULL)
            """,
            [id.rawValue]
        )
        for table in ["followUp", "testPass", "attemptTap", "attemptItem"] {
            try run("DELETE FROM \(table) WHERE attempt = ?", [id.rawValue])
        }
        try run("DELETE FROM attempt WHERE id = ?", [id.rawValue])
    }
}

extension Attempt {
    /// When its time is over, the grace counted; nil where the time is not limited.
    var timeIsOverAt: Timestamp? {
        timeEndsAt.map { Timestamp(rawValue: $0.rawValue + Attempt.graceMs) }
    }

    /// When the open question, or all of it, must be answered.
    private var timeEndsAt: Timestamp? {
        let question = questionMs.map { Timestamp(rawValue: shownAt.rawValue + $0) }
        return [question, endsAt].compactMap(\.self).min()
    }

    /// How long the question that was never answered was open, in milliseconds.
    fileprivate func openMs(at end: Timestamp) -> Int64 {
        max(0, min(end, timeEndsAt ?? end).rawValue - shownAt.rawValue)
    }
}

extension Attempt.End {
    /// As the distribution counts it: whatever was computed, it is a percent.
    fileprivate var storedPercent: Int { min(max(percent, 0), 100) }
}
