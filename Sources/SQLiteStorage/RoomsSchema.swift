import GRDB

extension Migration {
    /// Knocks on members' rooms, and what is done for every member of a group, a batch at a time.
    static let rooms1 = Migration(name: "rooms 1", sql: [anyKindOfEvent, knockSchema, walkSchema])

    /// The states of a group.
    static let states1 = Migration(name: "states 1", sql: [stateSchema])

    /// What shows that sponsors are who they say.
    static let sponsors1 = Migration(name: "sponsors 1", sql: [sponsorSchema])

    /// A log that can be read by group and altered by nobody.
    static let log1 = Migration(name: "log 1", sql: [logSchema, logTriggers])
}

/// The inbox as it was, but for the CHECK of its kinds: SQLite alters a CHECK only by making the table anew.
private let anyKindOfEvent = """
    CREATE TABLE inboxOfAnyKind (
        -- The order of arrival, which is the order of handling.
        id INTEGER PRIMARY KEY,
        -- Compared byte by byte. An event that comes twice is stored once; that is all there is to it.
        eventID TEXT NOT NULL UNIQUE CHECK (length(CAST(eventID AS BLOB)) BETWEEN 1 AND 600),
        -- 1 message, 2 reaction, 3 redaction, 4 arrival in a direct room, 5 tick, 6 knock, 7 knock taken back: see
        -- InboxEvent.Kind, which alone says what there is, so that another one needs no new table.
        kind INTEGER NOT NULL CHECK (kind > 0),
        -- Null for a tick, which happens nowhere and is said by nobody.
        room TEXT,
        sender TEXT,
        -- What was said, or the reason of a knock. Cleared once handled.
        body TEXT,
        -- The mention pills: a JSON array of [text, user] pairs. Cleared once handled.
        pills TEXT,
        mentionsBot INTEGER NOT NULL DEFAULT 0 CHECK (mentionsBot IN (0, 1)),
        replyTo TEXT,
        thread TEXT,
        -- What a reaction is on, or what a redaction takes back.
        target TEXT,
        -- The key of a reaction.
        reaction TEXT,
        -- 1 when it was too old on arrival to be acted on.
        stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
        -- The bot's own clock. What the sender's server claims is not stored.
        receivedAtMs INTEGER NOT NULL,
        -- How often handling it was begun and did not end well.
        attempts INTEGER NOT NULL DEFAULT 0,
        -- 0 waiting, 1 handled, 2 parked after three attempts
        state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2)
    ) STRICT;
    INSERT INTO inboxOfAnyKind (
        id, eventID, kind, room, sender, body, pills, mentionsBot, replyTo, thread, target, reaction, stale,
        receivedAtMs, attempts, state
    ) SELECT
        id, eventID, kind, room, sender, body, pills, mentionsBot, replyTo, thread, target, reaction, stale,
        receivedAtMs, attempts, state
    FROM inbox;
    DROP TABLE inbox;
    ALTER TABLE inboxOfAnyKind RENAME TO inbox;
    CREATE INDEX inboxWaiting ON inbox (id) WHERE state = 0;
    CREATE INDEX inboxParked ON inbox (id) WHERE state = 2;
    CREATE INDEX inboxHandled ON inbox (receivedAtMs) WHERE state = 1;
    """

private let knockSchema = """
    CREATE TABLE knock (
        -- Who waits at the door of a room: there as long as occupant says 3. Kept for rooms that become members' rooms.
        room TEXT NOT NULL,
        person TEXT NOT NULL,
        eventID TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (room, person)
    ) STRICT, WITHOUT ROWID;
    -- Whether a room still has invitations or removals to be made.
    CREATE INDEX outboxDoorReady ON outbox (room) WHERE kind IN (5, 6) AND state = 0;
    """

private let walkSchema = """
    CREATE TABLE walk (
        -- Something that is done for every member of a group: see Walk.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        -- 1 inviting to the members' room, 2 disbanding after the group was archived
        task INTEGER NOT NULL CHECK (task > 0),
        beganAtMs INTEGER NOT NULL,
        -- The last member that was looked at; null at the beginning.
        afterSinceMs INTEGER,
        afterPerson TEXT,
        done INTEGER NOT NULL,
        dueAtMs INTEGER NOT NULL,
        PRIMARY KEY ("group", task),
        CHECK ((afterSinceMs IS NULL) = (afterPerson IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX walkDue ON walk (dueAtMs);
    """

private let stateSchema = """
    ALTER TABLE "group" ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paused', 'archived'));
    ALTER TABLE "group" ADD COLUMN stateReason TEXT NOT NULL DEFAULT '';
    ALTER TABLE "group" ADD COLUMN suspendedFor TEXT;
    CREATE INDEX groupListed ON "group" (handle) WHERE state <> 'archived';
    CREATE INDEX groupListedBySponsor ON "group" (sponsor, handle) WHERE state <> 'archived';
    """

private let sponsorSchema = """
    ALTER TABLE sponsor ADD COLUMN addedAtMs INTEGER;
    ALTER TABLE sponsor ADD COLUMN proof TEXT NOT NULL DEFAULT 'none' CHECK (proof IN ('none', 'domain', 'word'));
    ALTER TABLE sponsor ADD COLUMN domain TEXT;
    ALTER TABLE sponsor ADD COLUMN suspendedFor TEXT;
    UPDATE sponsor SET addedAtMs = (SELECT min(atMs) FROM audit WHERE change = 'sponsor.added ' || sponsor.id);
    """

private let logSchema = """
    ALTER TABLE audit ADD COLUMN room TEXT;
    ALTER TABLE audit ADD COLUMN subject TEXT;
    -- Whom a change is about ends it, after its only space.
    UPDATE audit SET subject = substr(change, instr(change, ' ') + 1) WHERE change LIKE '% @%';
    CREATE INDEX auditByPerson ON audit (person, id) WHERE person IS NOT NULL;
    CREATE INDEX auditBySubject ON audit (subject, id) WHERE subject IS NOT NULL;

    CREATE TABLE erasedPerson (
        -- Who was erased is erased-user-1, erased-user-2 … in the log.
        number INTEGER PRIMARY KEY,
        -- Set only while the log is rewritten, which is in one transaction.
        person TEXT
    ) STRICT;
    CREATE INDEX erasedPersonNow ON erasedPerson (person) WHERE person IS NOT NULL;
    """

extension Database {
    /// Keeps the log from this connection too, for which the triggers of the file are off.
    ///
    /// What a forged file brings along never runs; triggers of the connection's own do.
    func keepLog() throws {
        try execute(sql: logTriggers.replacing("CREATE TRIGGER", with: "CREATE TEMP TRIGGER"))
    }
}

/// In the file, so that other programs keep to it as well.
private let logTriggers = """
    CREATE TRIGGER auditKept BEFORE DELETE ON audit BEGIN
        SELECT RAISE(ABORT, 'the log is never shortened');
    END;
    -- All that may ever change is the name of a person who is being erased, wherever it stands.
    CREATE TRIGGER auditFixed BEFORE UPDATE ON audit
    WHEN NEW.id <> OLD.id OR NEW.atMs <> OLD.atMs OR NEW.event <> OLD.event OR NEW."group" IS NOT OLD."group"
        OR NEW.request IS NOT OLD.request OR NEW.room IS NOT OLD.room
        OR NOT EXISTS (
            SELECT 1 FROM erasedPerson e WHERE e.person IS NOT NULL
                AND (NEW.person IS OLD.person
                    OR (OLD.person IS e.person AND NEW.person IS 'erased-user-' || e.number))
                AND (NEW.subject IS OLD.subject
                    OR (OLD.subject IS e.person AND NEW.subject IS 'erased-user-' || e.number))
                AND (NEW.change = OLD.change
                    OR (OLD.subject IS e.person AND NEW.change =
                        substr(OLD.change, 1, length(OLD.change) - length(e.person)) || 'erased-user-' || e.number)))
    BEGIN
        SELECT RAISE(ABORT, 'the log is never altered');
    END;
    """
