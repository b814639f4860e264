extension Migration {
    /// Questions to applicants in a direct message, requests that are not complete yet, and admission by a rule.
    static let joining1 = Migration(name: "joining 1", sql: [incompleteSchema, applicationSchema])
}

private let incompleteSchema = """
    -- Since when a request has waited for something machine-checked that nobody decides about: its clock does not run.
    ALTER TABLE request ADD COLUMN incompleteSinceMs INTEGER CHECK (
        incompleteSinceMs IS NULL
        OR (state = 'pending' AND rungAtMs IS NULL AND heldAtMs IS NULL AND claimedBy IS NULL)
    );
    -- When the last thing that was missing came, and with it the clock began.
    ALTER TABLE request ADD COLUMN completedAtMs INTEGER;
    -- When an incomplete request is looked at again; null until something about its applicant changes.
    ALTER TABLE request ADD COLUMN lookAtMs INTEGER CHECK (lookAtMs IS NULL OR incompleteSinceMs IS NOT NULL);
    -- Whether it was approved by a rule that whoever decided had set beforehand.
    ALTER TABLE request ADD COLUMN isByRule INTEGER NOT NULL DEFAULT 0 CHECK (isByRule = 0 OR state = 'approved');
    DROP INDEX requestPendingByGroup;
    CREATE INDEX requestPendingByGroup ON request ("group", id) WHERE state = 'pending' AND incompleteSinceMs IS NULL;
    CREATE INDEX requestIncomplete ON request (person) WHERE incompleteSinceMs IS NOT NULL;
    CREATE INDEX requestIncompleteByGroup ON request ("group", id) WHERE incompleteSinceMs IS NOT NULL;
    CREATE INDEX requestLookAt ON request (lookAtMs) WHERE lookAtMs IS NOT NULL;
    INSERT INTO tally (name, value) VALUES ('incomplete', 0);

    -- Who chose that applicants who meet everything are let in at once; null where a person is to look.
    ALTER TABLE "group" ADD COLUMN atOnceBy TEXT;
    ALTER TABLE "group" ADD COLUMN atOnceSinceMs INTEGER CHECK ((atOnceBy IS NULL) = (atOnceSinceMs IS NULL));
    """

private let applicationSchema = """
    CREATE TABLE application (
        -- What somebody is being asked before they have asked to join: see Application.
        person TEXT NOT NULL PRIMARY KEY,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        message TEXT NOT NULL,
        beganAtMs INTEGER NOT NULL,
        endsAtMs INTEGER NOT NULL,
        version INTEGER NOT NULL,
        -- The criterion that waits for an answer, and what exactly was asked.
        asking INTEGER NOT NULL,
        asked TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX applicationEnds ON application (endsAtMs);

    CREATE TABLE applicationAnswer (
        person TEXT NOT NULL REFERENCES application (person),
        -- The order in which they were given.
        place INTEGER NOT NULL,
        number INTEGER NOT NULL,
        asked TEXT NOT NULL,
        content TEXT NOT NULL CHECK (length(CAST(content AS BLOB)) <= 4096),
        untilDay INTEGER,
        event TEXT NOT NULL,
        isSkipped INTEGER NOT NULL CHECK (isSkipped IN (0, 1)),
        PRIMARY KEY (person, place)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE answerEvent (
        -- The message in which somebody gave a submission, for as long as that one stands.
        event TEXT NOT NULL PRIMARY KEY,
        person TEXT NOT NULL,
        "group" INTEGER NOT NULL,
        number INTEGER NOT NULL,
        FOREIGN KEY (person, "group", number) REFERENCES submission (person, "group", number)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX answerEventBySubmission ON answerEvent (person, "group", number);

    CREATE TABLE joinPace (
        -- When a person joined or left last, the latest first: see JoinPace.
        person TEXT NOT NULL PRIMARY KEY,
        lastMs INTEGER NOT NULL,
        secondMs INTEGER,
        thirdMs INTEGER
    ) STRICT, WITHOUT ROWID;
    """
