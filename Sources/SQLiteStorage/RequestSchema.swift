extension Migration {
    /// The whole life of a request: questions that stop its clock, claims, its further ends; invitations, removals, bans.
    ///
    /// SQLite can't change a CHECK, so `request` and what refers to it are made anew and filled from the old tables
    /// (https://sqlite.org/lang_altertable.html#otheralter). The migrator has foreign keys off meanwhile, and looks at all
    /// of them at the end.
    static let requests1 = Migration(name: "requests 1", sql: [requestSchema, pauseSchema, admissionSchema])
}

private let requestSchema = """
    CREATE TABLE newRequest (
        id INTEGER PRIMARY KEY,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        message TEXT NOT NULL,
        askedAtMs INTEGER NOT NULL,
        dueAtMs INTEGER NOT NULL,
        -- 'pending' is whatever is open: claimed with claimedBy, awaiting its applicant with heldAtMs.
        state TEXT NOT NULL
            CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'lapsed', 'void')),
        claimedBy TEXT,
        -- Since when the clock stands, because the applicant has a question to answer.
        heldAtMs INTEGER,
        decidedAtMs INTEGER,
        decidedBy TEXT,
        -- The note of an approval, the reason of a refusal, or why a request is void.
        remark TEXT NOT NULL DEFAULT '',
        -- After how many days a refusal lets the person ask again; null for what the group has set.
        againDays INTEGER CHECK (againDays BETWEEN 0 AND 365),
        -- The next step of the ladder of reminders, and when it comes; null when there is none.
        -- While the clock stands there is a next step, and no time for it.
        rung INTEGER,
        rungAtMs INTEGER,
        CHECK ((state = 'pending') = (decidedAtMs IS NULL)),
        CHECK ((state IN ('approved', 'refused')) = (decidedBy IS NOT NULL)),
        CHECK (state = 'pending' OR (rungAtMs IS NULL AND claimedBy IS NULL AND heldAtMs IS NULL)),
        CHECK (heldAtMs IS NULL OR rungAtMs IS NULL),
        CHECK (againDays IS NULL OR state = 'refused')
    ) STRICT;
    INSERT INTO newRequest (
        id, "group", person, message, askedAtMs, dueAtMs, state, decidedAtMs, decidedBy, remark, rung, rungAtMs
    )
    SELECT id, "group", person, message, askedAtMs, dueAtMs, state, decidedAtMs, decidedBy, remark, rung, rungAtMs
    FROM request;

    CREATE TABLE newMembership (
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        sinceMs INTEGER NOT NULL,
        -- Null for who came in by an invitation.
        request INTEGER REFERENCES request (id),
        PRIMARY KEY ("group", person)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO newMembership ("group", person, sinceMs, request)
    SELECT "group", person, sinceMs, request FROM membership;

    DROP TABLE membership;
    DROP TABLE request;
    ALTER TABLE newRequest RENAME TO request;
    ALTER TABLE newMembership RENAME TO membership;

    CREATE UNIQUE INDEX requestOpen ON request ("group", person) WHERE state = 'pending';
    CREATE INDEX requestOpenByPerson ON request (person, id) WHERE state = 'pending';
    CREATE INDEX requestPendingByGroup ON request ("group", id) WHERE state = 'pending';
    CREATE INDEX requestRefused ON request (person, "group", decidedAtMs) WHERE state = 'refused';
    CREATE INDEX requestRung ON request (rungAtMs) WHERE rungAtMs IS NOT NULL;
    CREATE INDEX requestClaimed ON request ("group", claimedBy, id) WHERE claimedBy IS NOT NULL;
    CREATE INDEX requestByApplicant ON request (person, "group", id);
    CREATE INDEX membershipByPerson ON membership (person, sinceMs);
    CREATE INDEX membershipBySince ON membership ("group", sinceMs, person);
    """

private let pauseSchema = """
    CREATE TABLE requestPause (
        -- A question to the applicant, and with it a time in which the clock stood.
        request INTEGER NOT NULL REFERENCES request (id),
        number INTEGER NOT NULL,
        fromMs INTEGER NOT NULL,
        -- Null as long as the clock stands.
        toMs INTEGER,
        askedBy TEXT NOT NULL,
        question TEXT NOT NULL,
        -- Null where there was none before the request closed.
        answer TEXT,
        isReminded INTEGER NOT NULL DEFAULT 0 CHECK (isReminded IN (0, 1)),
        -- When the bot reminds the applicant, and then when the request lapses.
        nextAtMs INTEGER,
        PRIMARY KEY (request, number),
        CHECK ((toMs IS NULL) = (nextAtMs IS NOT NULL)),
        CHECK (answer IS NULL OR toMs IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX requestPauseOpen ON requestPause (request) WHERE toMs IS NULL;
    CREATE INDEX requestPauseNext ON requestPause (nextAtMs) WHERE nextAtMs IS NOT NULL;
    """

private let admissionSchema = """
    CREATE TABLE invitation (
        id INTEGER PRIMARY KEY,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        invitedBy TEXT NOT NULL,
        note TEXT NOT NULL,
        sentAtMs INTEGER NOT NULL,
        -- One that was left open too long stays 'open', and counts as none: see Invitation.
        state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'void')),
        endedAtMs INTEGER,
        CHECK ((state = 'open') = (endedAtMs IS NULL))
    ) STRICT;
    CREATE INDEX invitationOpen ON invitation ("group", sentAtMs) WHERE state = 'open';
    CREATE INDEX invitationByPerson ON invitation (person, "group", sentAtMs) WHERE state = 'open';
    CREATE INDEX invitationAccepted ON invitation (person, "group", endedAtMs) WHERE state = 'accepted';

    CREATE TABLE removal (
        id INTEGER PRIMARY KEY,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        removedBy TEXT NOT NULL,
        atMs INTEGER NOT NULL,
        reason TEXT NOT NULL
    ) STRICT;
    CREATE INDEX removalByPerson ON removal (person, "group", atMs);

    CREATE TABLE ban (
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        bannedBy TEXT NOT NULL,
        atMs INTEGER NOT NULL,
        -- Null for one that does not end by itself. One that is over counts as none: see Ban.
        untilMs INTEGER,
        reason TEXT NOT NULL,
        -- Whether the person was told when it was set.
        isTold INTEGER NOT NULL CHECK (isTold IN (0, 1)),
        PRIMARY KEY ("group", person)
    ) STRICT, WITHOUT ROWID;
    """
