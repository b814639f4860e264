import GRDB
import Groups

extension Database {
    /// When the next thing is due that the core decides about, or nil when nothing waits.
    ///
    /// Asked after everything that the bot does, so it is one statement.
    func nextDue() throws -> Timestamp? {
        let waiting = try firstRow(Self.firstOfEach)?.databaseValues.compactMap(Int64.fromDatabaseValue).min()
        return try [waiting.map(Timestamp.init(rawValue:)), nextAttemptDue()].compactMap(\.self).min()
    }

    private static let firstOfEach = "SELECT " + whatWaits.map { "(" + $0 + ")" }.joined(separator: ", ")

    /// What waits for its time, but for attempts at tests; each is one step in an index.
    private static let whatWaits = [
        // Requests and invitations.
        "SELECT rungAtMs FROM request WHERE rungAtMs IS NOT NULL ORDER BY rungAtMs LIMIT 1",
        """
        SELECT p.nextAtMs FROM requestPause p WHERE p.nextAtMs IS NOT NULL AND EXISTS (
            SELECT 1 FROM request r WHERE r.id = p.request AND r.state = 'pending')
        ORDER BY p.nextAtMs LIMIT 1
        """,
        "SELECT lookAtMs FROM request WHERE lookAtMs IS NOT NULL ORDER BY lookAtMs LIMIT 1",
        "SELECT overAtMs FROM invitation WHERE overAtMs IS NOT NULL ORDER BY overAtMs LIMIT 1",
        "SELECT endsAtMs FROM application WHERE endsAtMs > -1 ORDER BY endsAtMs LIMIT 1",
        "SELECT dueAtMs FROM completionRound WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        "SELECT dueAtMs FROM cardRound WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        "SELECT dueAtMs FROM redating WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        // Groups, their members, and whoever watches them.
        "SELECT queueDueAtMs FROM \"group\" WHERE queueDueAtMs IS NOT NULL ORDER BY queueDueAtMs LIMIT 1",
        "SELECT dueAtMs FROM groupWatch WHERE dueAtMs IS NOT NULL ORDER BY dueAtMs LIMIT 1",
        "SELECT dueAtMs FROM recheck WHERE dueAtMs > 0 ORDER BY dueAtMs LIMIT 1",
        "SELECT dueAtMs FROM upkeep WHERE dueAtMs >= 0 ORDER BY dueAtMs LIMIT 1",
        "SELECT dueAtMs FROM walk WHERE dueAtMs >= 0 ORDER BY dueAtMs LIMIT 1",
        "SELECT dueAtMs FROM hintRound WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        // Jobs.
        "SELECT nextAtMs FROM job WHERE nextAtMs IS NOT NULL ORDER BY nextAtMs LIMIT 1",
        "SELECT dueAtMs FROM jobRound WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        "SELECT dueAtMs FROM jobMatching WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        "SELECT dueAtMs FROM jobDigest WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        "SELECT dueAtMs FROM jobAnnouncing WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        "SELECT endsAtMs FROM guidedForm WHERE endsAtMs > -1 ORDER BY endsAtMs LIMIT 1",
        // Tests.
        "SELECT noticeAtMs FROM testPass WHERE noticeAtMs IS NOT NULL ORDER BY noticeAtMs LIMIT 1",
        "SELECT dueAtMs FROM testRescoring WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        "SELECT askedAtMs FROM testImport WHERE state = 1 AND askedAtMs > 0 ORDER BY askedAtMs LIMIT 1",
        // People, and what they sent.
        "SELECT digestAtMs FROM personSettings WHERE digestAtMs IS NOT NULL ORDER BY digestAtMs LIMIT 1",
        "SELECT dueAtMs FROM heldNotice WHERE dueAtMs IS NOT NULL ORDER BY dueAtMs LIMIT 1",
        "SELECT askedAtMs FROM calendarImport WHERE state = 1 AND askedAtMs > 0 ORDER BY askedAtMs LIMIT 1",
        "SELECT dueAtMs FROM sightChange WHERE dueAtMs > -1 ORDER BY dueAtMs LIMIT 1",
        "SELECT endsAtMs FROM linkQuestion WHERE isOver = 0 AND endsAtMs > -1 ORDER BY endsAtMs LIMIT 1",
    ]
}
