import GRDB
import Testing

@testable import BotTesting

/// Goal: what the tables keep beside each other never drifts apart, whoever does what in which order.
///
/// Method: random people give random commands to the real core on a real database, some events delivered twice; after
/// each of them the open requests and the members are those of a small model, now and then all that was ever asked is,
/// and at the end of each walk SQL looks for rows that contradict one another.
@Suite("A random walk through the hall", .timeLimit(.minutes(30)))
struct WalkTests {
    /// Each walk has a hall of its own; making one ready costs as much as a thousand commands.
    private static let walks = 10
    private static let steps = 10_000

    @Test("After 100,000 random commands every count is right and every request has one history")
    func holds() async throws {
        let seed = WalkSeed.first
        print("random walk: GUILDHALL_TEST_SEED=\(seed)")
        var effects: [String: Int] = [:]
        try await withThrowingTaskGroup(of: [String: Int].self) { group in
            for number in 0..<UInt64(Self.walks) {
                // Two at a time, for two cores.
                if number >= 2, let done = try await group.next() { effects.merge(done) { $0 + $1 } }
                group.addTask { try await Self.walk(seed: seed &+ number, of: seed) }
            }
            for try await done in group { effects.merge(done) { $0 + $1 } }
        }
        for kind in [
            "join", "withdraw", "leave", "approved", "refused", "void", "lapsed", "ask", "answer", "claim", "release",
            "pass", "invite", "uninvite", "accept", "decline", "remove", "ban", "unban",
            "queue", "giveUp", "admit", "link", "criteria", "meet", "met", "notMet", "incomplete", "completed",
            "completedByChange", "waive", "revoked",
        ] {
            #expect(effects[kind, default: 0] >= 20, "GUILDHALL_TEST_SEED=\(seed), \(kind): \(effects)")
        }
    }

    /// How often each kind of command had an effect.
    private static func walk(seed: UInt64, of first: UInt64) async throws -> [String: Int] {
        var walk = try await Walk(seed: seed)
        let run = "GUILDHALL_TEST_SEED=\(first), the walk of \(seed)"
        for step in 1...steps {
            try await walk.step()
            let (expected, found) = (walk.expected, try walk.found())
            guard expected == found else {
                Issue.record("\(run), step \(step), after \(walk.last): \(found) instead of \(expected)")
                return [:]
            }
            let noticed = try walk.noticedForNothing()
            #expect(noticed.isEmpty, "\(run), step \(step), after \(walk.last): notice for nothing, \(noticed)")
            if step % 1000 == 0 { #expect(try walk.states() == walk.model.requests, "\(run), step \(step)") }
        }
        for (rule, sql) in Self.contradictions {
            let rows = try walk.rows(sql)
            #expect(rows.isEmpty, "\(run), \(rule): \(rows.prefix(3))")
        }
        return walk.model.effects
    }

    /// Queries that find nothing as long as a rule holds (I3 and I4 are those of the design).
    static let contradictions = [
        "I4: one open request of a person in a group": """
        SELECT "group", person FROM request WHERE state = 'pending' GROUP BY 1, 2 HAVING count(*) > 1
        """,
        "I4: nobody waits for a group that they are in": """
        SELECT r.id FROM request r JOIN membership m ON m."group" = r."group" AND m.person = r.person
        WHERE r.state = 'pending'
        """,
        "I4: each request was asked once, by its applicant or the account that they had": """
        SELECT r.id FROM request r LEFT JOIN audit a ON a.request = r.id AND a.change = 'request.asked'
        GROUP BY r.id HAVING count(a.id) <> 1 OR min(a.atMs) <> r.askedAtMs
        UNION ALL
        SELECT r.id FROM request r JOIN audit a ON a.request = r.id AND a.change = 'request.asked'
        WHERE a.person <> r.person AND NOT EXISTS (SELECT 1 FROM audit l WHERE l.change = 'person.linked ' || a.person)
        """,
        "I4: each decided request has one row about that in the audit, with who, when and by which event": """
            SELECT r.id FROM request r
        LEFT JOIN audit a ON a.request = r.id
            AND a.change IN (
                'request.approved', 'request.refused', 'request.withdrawn', 'request.lapsed', 'request.void'
            )
        GROUP BY r.id HAVING count(a.id) <> (r.state <> 'pending')
        UNION ALL
        SELECT r.id FROM request r JOIN audit a ON a.request = r.id
        WHERE a.change IN ('request.approved', 'request.refused', 'request.withdrawn') AND (
            a.change <> 'request.' || r.state OR a.atMs <> r.decidedAtMs
            OR a.person <> coalesce(r.decidedBy, r.person) AND NOT EXISTS (
                SELECT 1 FROM audit l WHERE l.change = 'person.linked ' || a.person)
            OR NOT EXISTS (SELECT 1 FROM inbox i WHERE i.eventID = a.event AND i.sender = a.person)
        )
        """,
        "I4: nothing happens to a request after its end": """
        SELECT a.id FROM audit a JOIN audit b ON b.request = a.request AND b.id > a.id
        WHERE a.change IN (
                'request.approved', 'request.refused', 'request.withdrawn', 'request.lapsed', 'request.void'
            )
            AND b.change NOT LIKE 'membership.began %' AND b.change NOT LIKE 'queue.%'
        """,
        "I4: nobody decided on their own request, but for what turned out to be their own later": """
        SELECT id FROM request r WHERE decidedBy = person AND NOT EXISTS (
            SELECT 1 FROM audit l WHERE l.person = r.person AND l.change LIKE 'person.linked %' AND l.atMs >= r.decidedAtMs)
        """,
        "I3: no key is twice in the outbox, not even in another spelling": """
        SELECT lower(key) FROM outbox GROUP BY 1 HAVING count(*) > 1
        """,
        "I3: each decision was told once to whom it is about, and nothing else was": """
            SELECT r.id FROM request r
            LEFT JOIN outbox o ON o.key = 'decision/' || r.id || '@' || r.askedAtMs AND (
                o.person = r.person OR EXISTS (SELECT 1 FROM audit l WHERE l.change = 'person.linked ' || o.person))
        GROUP BY r.id HAVING count(o.id) <> (r.state IN ('approved', 'refused'))
        """,
        "a membership is one that began and did not end": """
        SELECT g.id FROM "group" g WHERE
            (SELECT count(*) FROM audit a WHERE a."group" = g.id AND a.change LIKE 'membership.began %')
            - (SELECT count(*) FROM audit a WHERE a."group" = g.id AND a.change LIKE 'membership.left %')
            - (SELECT count(*) FROM audit a WHERE a."group" = g.id AND a.change LIKE 'membership.removed %')
            - (SELECT count(*) FROM audit a WHERE a."group" = g.id AND a.change LIKE 'membership.revoked %')
            <> (SELECT count(*) FROM membership m WHERE m."group" = g.id)
        """,
        "the clock of a request stands while a pause is open, and only then": """
        SELECT r.id FROM request r LEFT JOIN requestPause p ON p.request = r.id AND p.toMs IS NULL
        WHERE r.heldAtMs IS NOT p.fromMs
        """,
        "a pause ends no earlier than it began, and before the next one": """
        SELECT p.request FROM requestPause p WHERE p.toMs < p.fromMs OR EXISTS (
            SELECT 1 FROM requestPause q WHERE q.request = p.request AND q.number > p.number AND q.fromMs < p.toMs
        )
        """,
        "who is banned is no member, and waits for nothing": """
        SELECT b.person FROM ban b WHERE
            EXISTS (SELECT 1 FROM membership m WHERE m."group" = b."group" AND m.person = b.person)
            OR EXISTS (
                SELECT 1 FROM request r WHERE r."group" = b."group" AND r.person = b.person AND r.state = 'pending'
            )
        """,
        "who is a member without a request has accepted an invitation": """
        SELECT m.person FROM membership m WHERE m.request IS NULL AND NOT EXISTS (
            SELECT 1 FROM invitation i
            WHERE i."group" = m."group" AND i.person = m.person AND i.state = 'accepted' AND i.endedAtMs <= m.sinceMs
        )
        """,
        "memberCount": """
        SELECT id FROM "group" g WHERE memberCount <> (SELECT count(*) FROM membership m WHERE m."group" = g.id)
        """,
        "queueCount": """
        SELECT id FROM "group" g WHERE queueCount <> (SELECT count(*) FROM queuePlace q WHERE q."group" = g.id)
        """,
        "nobody waits for a place where there is one, nor where they are in or have asked, nor without being let in":
            """
        SELECT q.id FROM queuePlace q JOIN "group" g ON g.id = q."group"
        WHERE g.capacity IS NULL OR g.memberCount < g.capacity
            OR EXISTS (SELECT 1 FROM membership m WHERE m."group" = q."group" AND m.person = q.person)
            OR EXISTS (
                SELECT 1 FROM request r WHERE r."group" = q."group" AND r.person = q.person AND r.state = 'pending'
            )
            OR q.request IS NOT NULL AND (SELECT state FROM request r WHERE r.id = q.request) <> 'approved'
            OR q.invitation IS NOT NULL AND (SELECT state FROM invitation i WHERE i.id = q.invitation) <> 'accepted'
        UNION ALL
        SELECT id FROM "group" WHERE memberCount > capacity
        """,
        "pendingCount": """
        SELECT id FROM "group" g
        WHERE pendingCount <> (
            SELECT count(*) FROM request r
            WHERE r."group" = g.id AND r.state = 'pending' AND r.incompleteSinceMs IS NULL
        )
        """,
        "groupCount": """
        SELECT id FROM sponsor s WHERE groupCount <> (SELECT count(*) FROM "group" g WHERE g.sponsor = s.id)
        """,
        "tally": """
        SELECT t.name, t.value FROM tally t WHERE t.value <> CASE t.name
            WHEN 'groups' THEN (SELECT count(*) FROM "group")
            WHEN 'memberships' THEN (SELECT count(*) FROM membership)
            WHEN 'freelancers' THEN (SELECT count(*) FROM person WHERE isFreelancer)
            WHEN 'pending' THEN (SELECT count(*) FROM request WHERE state = 'pending' AND incompleteSinceMs IS NULL)
            WHEN 'incomplete' THEN (SELECT count(*) FROM request WHERE incompleteSinceMs IS NOT NULL)
            ELSE 0 END
        """,
        "I11: no membership ends by itself but after a notice of 14 days that stood until then": """
        SELECT e.id FROM audit e WHERE e.change LIKE 'membership.revoked %' AND NOT EXISTS (
            SELECT 1 FROM audit n WHERE n."group" = e."group" AND n.id < e.id AND n.atMs <= e.atMs - 14 * 86400000
                AND (n.change = 'criteria.noticeGiven ' || substr(e.change, 20) OR n.change LIKE 'criteria.noticeGiven %'
                    AND EXISTS (SELECT 1 FROM audit l WHERE l.change = 'person.linked ' || substr(n.change, 22))))
        """,
        "noticeCount": """
        SELECT id FROM "group" g WHERE noticeCount <> (
            SELECT count(*) FROM upkeep u WHERE u."group" = g.id AND u.noticeAtMs IS NOT NULL)
        """,
        "there is nothing to see to about a membership that is none": """
        SELECT u.person FROM upkeep u LEFT JOIN membership m ON m."group" = u."group" AND m.person = u.person
        WHERE m.person IS NULL
        """,
        "who is in a group has no invitation to it": """
        SELECT i.id FROM invitation i JOIN membership m ON m."group" = i."group" AND m.person = i.person
        WHERE i.state = 'open' AND i.overAtMs IS NOT NULL
        """,
        "whoever was let in lacking something that was looked at was let in for a reason": """
        SELECT w.request FROM waivedCriterion w LEFT JOIN waiver v ON v.request = w.request
        WHERE v.reason IS NULL OR (SELECT state FROM request r WHERE r.id = w.request) <> 'approved'
        """,
        "the clock of a request that was not complete began when it was, and not before": """
        SELECT r.id FROM request r LEFT JOIN audit a ON a.request = r.id AND a.change = 'request.completed'
        GROUP BY r.id HAVING max(a.atMs) IS NOT r.completedAtMs OR r.dueAtMs < r.completedAtMs
        """,
        "every open request has a next reminder or was reminded of to the end": """
        SELECT id FROM request
        WHERE state = 'pending' AND heldAtMs IS NULL AND incompleteSinceMs IS NULL AND (rungAtMs IS NULL) <> (rung IS NULL)
            OR state = 'pending' AND rung IS NULL AND NOT EXISTS (
                SELECT 1 FROM audit a WHERE a.request = request.id AND a.change = 'request.reminded 4'
            )
        """,
        "no event is left over or was given up": "SELECT eventID FROM inbox WHERE state <> 1",
        "nothing is left to send": "SELECT key FROM outbox WHERE state NOT IN (2, 5, 6)",
        "nothing refers to what is not there": "PRAGMA foreign_key_check",
        "the words that mistakes are corrected to are used": "SELECT term FROM searchTerm WHERE uses < 1",
        "a variant is one of a word that is used": """
        SELECT variant FROM searchVariant v WHERE NOT EXISTS (SELECT 1 FROM searchTerm t WHERE t.term = v.term)
        """,
        "skills one by one are those of the groups": """
        SELECT s.skill FROM groupSkill s JOIN "group" g ON g.id = s."group"
        WHERE instr(',' || g.skills || ',', ',' || s.skill || ',') = 0
        """,
    ]
}
