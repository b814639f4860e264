extension Migration {
    /// What the bot has to see to about memberships: evidence that runs out, notices, and what is not held against whom.
    static let upkeep1 = Migration(name: "upkeep 1", sql: [upkeepSchema, wantedRoomSchema, closedPauseSchema])

    /// Which re-check a notice comes of, so that it goes when the re-check is called off.
    static let upkeep2 = Migration(name: "upkeep 2", sql: [noticeOriginSchema])
}

private let upkeepSchema = """
    -- The version of the criteria against which members are held whenever they joined: that of the last re-check.
    ALTER TABLE "group" ADD COLUMN membersVersion INTEGER;
    -- Kept by the changes themselves, so that no page counts.
    ALTER TABLE "group" ADD COLUMN noticeCount INTEGER NOT NULL DEFAULT 0;
    -- The day of the re-check, as long as this is the round before it.
    ALTER TABLE recheck ADD COLUMN untilDay INTEGER;

    CREATE TABLE upkeep (
        -- Memberships that are to be looked at, and nothing else: see Upkeep.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        dueAtMs INTEGER NOT NULL,
        -- The last warning: the day on which the evidence runs out, and how many days before it that was.
        warnedOfDay INTEGER,
        warnedDays INTEGER,
        -- The notice: the version of the criteria, since when, the last day to put it right, and the criteria of which
        -- the member was told, joined by spaces.
        noticeVersion INTEGER,
        noticeAtMs INTEGER,
        noticeLastDay INTEGER,
        noticeNumbers TEXT,
        -- The last day of the evidence that it is about, where it was given on that day.
        noticeUntilDay INTEGER,
        PRIMARY KEY ("group", person),
        CHECK ((warnedOfDay IS NULL) = (warnedDays IS NULL)),
        CHECK ((noticeAtMs IS NULL) = (noticeVersion IS NULL)),
        CHECK ((noticeAtMs IS NULL) = (noticeLastDay IS NULL)),
        CHECK ((noticeAtMs IS NULL) = (noticeNumbers IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX upkeepDue ON upkeep (dueAtMs);

    -- Whoever had notice was told of no day: they are looked at again, and told.
    INSERT INTO upkeep ("group", person, dueAtMs, noticeVersion, noticeAtMs, noticeLastDay, noticeNumbers)
    SELECT "group", person, 0, version, atMs, 0, '' FROM membershipNotice;
    UPDATE "group" SET noticeCount = (SELECT count(*) FROM membershipNotice n WHERE n."group" = "group".id);
    DROP TABLE membershipNotice;

    CREATE TABLE keptCriterion (
        -- A criterion that is not held against a member, as long as it asks exactly this: see Keeping.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        number INTEGER NOT NULL,
        asked TEXT NOT NULL,
        keptBy TEXT NOT NULL,
        atMs INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY ("group", person, number)
    ) STRICT, WITHOUT ROWID;
    """

private let wantedRoomSchema = """
    CREATE TABLE criteriaRoom (
        -- The rooms that the present criteria of a group name.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        room TEXT NOT NULL,
        PRIMARY KEY ("group", room)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX criteriaRoomByRoom ON criteriaRoom (room, "group");
    INSERT OR IGNORE INTO criteriaRoom ("group", room)
    SELECT c."group", json_extract(e.value, '$.kind.room.id') FROM criteria c, json_each(c.content, '$.criteria') e
    WHERE c.version = (SELECT max(version) FROM criteria later WHERE later."group" = c."group")
        AND json_extract(e.value, '$.kind.room.id') IS NOT NULL;
    """

/// Ends pauses that have outlived their requests, should a file hold any.
private let closedPauseSchema = """
    UPDATE requestPause SET toMs = fromMs, nextAtMs = NULL
    WHERE toMs IS NULL AND request IN (SELECT id FROM request WHERE state <> 'pending');
    """

private let noticeOriginSchema = """
    -- The re-check without which there would be no notice, by when it was chosen first. What was given before this column
    -- was there is taken to come of the re-check that waits, if one does.
    ALTER TABLE upkeep ADD COLUMN noticeRecheckMs INTEGER;
    -- When the first re-check was chosen that this one goes on with, on another day.
    ALTER TABLE recheck ADD COLUMN sinceMs INTEGER NOT NULL DEFAULT 0;
    UPDATE recheck SET sinceMs = startedAtMs;
    UPDATE upkeep SET noticeRecheckMs = (
        SELECT r.sinceMs FROM recheck r
        WHERE r."group" = upkeep."group" AND r.version = upkeep.noticeVersion AND upkeep.noticeAtMs >= r.sinceMs);
    -- The last re-check that has ended, and to which version members were held before it.
    ALTER TABLE "group" ADD COLUMN recheckedMs INTEGER;
    ALTER TABLE "group" ADD COLUMN membersVersionBefore INTEGER;
    """
