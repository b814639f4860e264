extension Migration {
    /// What administrators say of single criteria, what they waive, which criterion a question is about, evidence in files,
    /// and rooms that are looked up by their aliases.
    static let verdicts1 = Migration(name: "verdicts 1", sql: [verdictSchema, fileSchema, lookupSchema])
}

private let verdictSchema = """
    CREATE TABLE itemVerdict (
        -- An administrator's verdict on one criterion of a request: the last one that was given.
        request INTEGER NOT NULL REFERENCES request (id),
        number INTEGER NOT NULL,
        -- What exactly was judged: see Criterion.Kind.fingerprint.
        asked TEXT NOT NULL,
        isMet INTEGER NOT NULL CHECK (isMet IN (0, 1)),
        remark TEXT NOT NULL,
        person TEXT NOT NULL,
        atMs INTEGER NOT NULL,
        -- 1 where the applicant gave something else since.
        isOutdated INTEGER NOT NULL DEFAULT 0 CHECK (isOutdated IN (0, 1)),
        PRIMARY KEY (request, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE waiver (
        -- Why somebody was let in who did not meet the criteria.
        request INTEGER PRIMARY KEY REFERENCES request (id),
        reason TEXT NOT NULL,
        person TEXT NOT NULL,
        atMs INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE waivedCriterion (
        request INTEGER NOT NULL REFERENCES waiver (request),
        number INTEGER NOT NULL,
        asked TEXT NOT NULL,
        PRIMARY KEY (request, number)
    ) STRICT, WITHOUT ROWID;

    -- The criterion that a question is about; null where it is about none in particular.
    ALTER TABLE requestPause ADD COLUMN criterion INTEGER;
    """

private let fileSchema = """
    -- Where evidence is a file, its content is the URI under which the homeserver has it.
    ALTER TABLE submission ADD COLUMN fileName TEXT;
    ALTER TABLE submission ADD COLUMN fileBytes INTEGER;
    ALTER TABLE submission ADD COLUMN fileEvent TEXT;
    -- 1 where the file is encrypted, and only who has the key in its event can open it.
    ALTER TABLE attachment ADD COLUMN isEncrypted INTEGER NOT NULL DEFAULT 0 CHECK (isEncrypted IN (0, 1));
    """

private let lookupSchema = """
    CREATE TABLE aliasLookup (
        -- A room's alias in a command, which waits in the inbox until the homeserver has said where it leads.
        event TEXT NOT NULL,
        alias TEXT NOT NULL,
        -- 0 to be looked up, 1 found, 2 there is none, 3 the homeserver could not say
        state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
        room TEXT,
        attempts INTEGER NOT NULL DEFAULT 0,
        notBeforeMs INTEGER NOT NULL DEFAULT 0,
        atMs INTEGER NOT NULL,
        PRIMARY KEY (event, alias),
        CHECK ((state = 1) = (room IS NOT NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX aliasLookupWanted ON aliasLookup (notBeforeMs) WHERE state = 0;
    CREATE INDEX aliasLookupAt ON aliasLookup (atMs);
    """
