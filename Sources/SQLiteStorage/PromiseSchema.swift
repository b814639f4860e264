extension Migration {
    /// What people were promised, as moments that stand: when they may ask again, until when they may answer; how memberships
    /// ended; and cards that are to be shown anew.
    static let promises1 = Migration(
        name: "promises 1",
        sql: [promiseSchema, endedMembershipSchema, cardRoundSchema, digestSchema]
    )
}

/// What was promised before as a day ended some time on it: in no zone is a day over more than 24 hours after that, so whoever
/// relies on the day that they read is not turned away.
private let promiseSchema = """
    -- From when on a refusal lets the person ask again, as they were told.
    ALTER TABLE request ADD COLUMN mayAskAtMs INTEGER CHECK (mayAskAtMs IS NULL OR state = 'refused');
    UPDATE request SET mayAskAtMs = decidedAtMs + 86400000 * coalesce(
        againDays, (SELECT reapplyDays FROM "group" g WHERE g.id = request."group"))
    WHERE state = 'refused';

    -- When the request lapses without an answer: the end of a day in the group's zone.
    ALTER TABLE requestPause ADD COLUMN lapsesAtMs INTEGER NOT NULL DEFAULT 0;
    UPDATE requestPause SET lapsesAtMs = max(fromMs + 14 * 86400000,
        CASE WHEN isReminded = 1 THEN coalesce(nextAtMs, 0) ELSE 0 END) + 86400000;
    UPDATE requestPause SET nextAtMs = lapsesAtMs WHERE isReminded = 1 AND toMs IS NULL;

    -- Until when an invitation can be accepted: the end of a day in the group's zone.
    ALTER TABLE invitation ADD COLUMN endsAtMs INTEGER NOT NULL DEFAULT 0;
    UPDATE invitation SET endsAtMs = sentAtMs + 15 * 86400000;
    UPDATE invitation SET overAtMs = endsAtMs WHERE overAtMs IS NOT NULL;
    DROP INDEX invitationOpen;
    DROP INDEX invitationByPerson;
    CREATE INDEX invitationOpen ON invitation ("group", endsAtMs) WHERE state = 'open';
    CREATE INDEX invitationByPerson ON invitation (person, "group", endsAtMs) WHERE state = 'open';
    """

private let endedMembershipSchema = """
    CREATE TABLE endedMembership (
        -- How the last membership of a person in a group ended.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        atMs INTEGER NOT NULL,
        how TEXT NOT NULL CHECK (how IN ('left', 'removed', 'expired', 'revoked')),
        PRIMARY KEY ("group", person)
    ) STRICT, WITHOUT ROWID;
    INSERT OR REPLACE INTO endedMembership ("group", person, atMs, how)
    SELECT a."group", a.subject, a.atMs, substr(a.change, 12, instr(a.change, ' ') - 12)
    FROM audit a JOIN "group" g ON g.id = a."group"
    WHERE a.subject LIKE '@%' AND (
        a.change LIKE 'membership.left %' OR a.change LIKE 'membership.removed %'
        OR a.change LIKE 'membership.expired %' OR a.change LIKE 'membership.revoked %')
    ORDER BY a.id;
    """

private let cardRoundSchema = """
    CREATE TABLE cardRound (
        -- What the open cards of a group say is out of date: they are shown anew, some at each tick.
        "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
        dueAtMs INTEGER NOT NULL,
        -- The last request whose card was shown.
        after INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX cardRoundDue ON cardRound (dueAtMs);
    """

private let digestSchema = """
    -- When the last list of all that waits was due; null before the first.
    ALTER TABLE personSettings ADD COLUMN digestSentAtMs INTEGER;
    """
