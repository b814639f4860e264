extension Migration {
    /// What groups ask for, in versions, and what people gave to it.
    static let criteria1 = Migration(name: "criteria 1", sql: [criteriaSchema, recheckSchema])
}

private let criteriaSchema = """
    -- Null for whoever was a freelancer before this column was there: since when they are is not known.
    ALTER TABLE person ADD COLUMN freelancerSinceMs INTEGER;

    CREATE TABLE criteria (
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        -- From 1; the highest one holds for new requests.
        version INTEGER NOT NULL CHECK (version > 0),
        atMs INTEGER NOT NULL,
        person TEXT NOT NULL,
        -- The whole set as JSON: see CriteriaSet.
        content TEXT NOT NULL CHECK (length(CAST(content AS BLOB)) <= 65536),
        PRIMARY KEY ("group", version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE criteriaGroup (
        -- Which groups the present criteria of a group name.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        named INTEGER NOT NULL REFERENCES "group" (id),
        -- 1 where its members are wanted, 0 where only people who are not in it are.
        isWanted INTEGER NOT NULL CHECK (isWanted IN (0, 1)),
        PRIMARY KEY ("group", named)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX criteriaGroupByNamed ON criteriaGroup (named, "group");

    CREATE TABLE requestCriteria (
        -- The version that a request is judged by; without a row, its group had no criteria when it was asked.
        request INTEGER PRIMARY KEY REFERENCES request (id),
        version INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE submission (
        -- What somebody gave to a criterion: an answer, a link, or their word.
        person TEXT NOT NULL,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        number INTEGER NOT NULL,
        -- What exactly was asked: see Criterion.Kind.fingerprint.
        asked TEXT NOT NULL,
        content TEXT NOT NULL CHECK (length(CAST(content AS BLOB)) <= 4096),
        -- The last day on which evidence holds, in days since 1970.
        untilDay INTEGER,
        atMs INTEGER NOT NULL,
        PRIMARY KEY (person, "group", number)
    ) STRICT, WITHOUT ROWID;
    """

private let recheckSchema = """
    CREATE TABLE recheck (
        -- Members held against criteria that changed, a batch at a time: see Recheck.
        "group" INTEGER NOT NULL PRIMARY KEY REFERENCES "group" (id),
        version INTEGER NOT NULL,
        startedBy TEXT NOT NULL,
        startedAtMs INTEGER NOT NULL,
        dueAtMs INTEGER NOT NULL,
        -- The last member that was checked, in the order in which they joined.
        afterSinceMs INTEGER,
        afterPerson TEXT,
        checked INTEGER NOT NULL,
        met INTEGER NOT NULL,
        lost INTEGER NOT NULL,
        open INTEGER NOT NULL,
        CHECK ((afterSinceMs IS NULL) = (afterPerson IS NULL))
    ) STRICT;
    CREATE INDEX recheckDue ON recheck (dueAtMs);

    CREATE TABLE membershipNotice (
        -- Members who were told that they no longer meet the criteria.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        version INTEGER NOT NULL,
        atMs INTEGER NOT NULL,
        PRIMARY KEY ("group", person)
    ) STRICT, WITHOUT ROWID;
    """
