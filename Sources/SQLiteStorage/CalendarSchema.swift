extension Migration {
    /// Hours and holidays of groups, how they keep their promise, and how people want to be told things.
    static let calendar1 = Migration(
        name: "calendar 1",
        sql: [calendarSchema, recordSchema, settingsSchema, fileSchema]
    )
}

private let calendarSchema = """
    -- Opening and closing, in minutes since midnight.
    ALTER TABLE "group" ADD COLUMN opens INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE "group" ADD COLUMN closes INTEGER NOT NULL DEFAULT 1440;

    CREATE TABLE holiday (
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        -- Days since 1 January 1970.
        day INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY ("group", day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE redating (
        -- The calendar of the group has changed: its open requests are dated anew, some at each tick.
        "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
        changedAtMs INTEGER NOT NULL,
        dueAtMs INTEGER NOT NULL,
        -- The last request that was looked at.
        after INTEGER NOT NULL DEFAULT 0,
        moved INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX redatingDue ON redating (dueAtMs);

    CREATE TABLE reminded (
        -- When a group's administrators were last reminded by each step of the ladder: a list is sent once, however
        -- many requests came to the step together.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        rung INTEGER NOT NULL,
        atMs INTEGER NOT NULL,
        PRIMARY KEY ("group", rung)
    ) STRICT, WITHOUT ROWID;
    """

private let recordSchema = """
    CREATE TABLE waitTally (
        -- How many requests were decided on a day after so many business days, 30 for all that waited longer.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        day INTEGER NOT NULL,
        waited INTEGER NOT NULL CHECK (waited BETWEEN 0 AND 30),
        count INTEGER NOT NULL,
        PRIMARY KEY ("group", day, waited)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE promiseTally (
        -- How many promises were kept on a day and how many missed, and when the last decision of the day was.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        day INTEGER NOT NULL,
        kept INTEGER NOT NULL DEFAULT 0,
        missed INTEGER NOT NULL DEFAULT 0,
        decidedAtMs INTEGER,
        PRIMARY KEY ("group", day)
    ) STRICT, WITHOUT ROWID;
    """

private let settingsSchema = """
    CREATE TABLE personSettings (
        person TEXT NOT NULL PRIMARY KEY,
        zone TEXT,
        -- Quiet hours, in minutes since midnight; both or none.
        quietFrom INTEGER,
        quietUntil INTEGER,
        digest TEXT NOT NULL DEFAULT 'off' CHECK (digest IN ('off', 'daily', 'weekly')),
        -- When the next list is due.
        digestAtMs INTEGER,
        CHECK ((quietFrom IS NULL) = (quietUntil IS NULL)),
        CHECK ((digest = 'off') = (digestAtMs IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX personSettingsDigest ON personSettings (digestAtMs) WHERE digestAtMs IS NOT NULL;

    CREATE TABLE heldNotice (
        -- What a person is told when their quiet hours end.
        id INTEGER PRIMARY KEY,
        -- What makes this the same thing when it is decided again.
        key TEXT NOT NULL UNIQUE,
        person TEXT NOT NULL,
        -- Cleared once told.
        body TEXT,
        html TEXT,
        createdAtMs INTEGER NOT NULL,
        -- Null once told.
        dueAtMs INTEGER
    ) STRICT;
    CREATE INDEX heldNoticeDue ON heldNotice (dueAtMs, id) WHERE dueAtMs IS NOT NULL;
    CREATE INDEX heldNoticeByPerson ON heldNotice (person) WHERE dueAtMs IS NOT NULL;
    CREATE INDEX heldNoticeTold ON heldNotice (createdAtMs) WHERE dueAtMs IS NULL;
    """

private let fileSchema = """
    CREATE TABLE attachment (
        -- A file that somebody sent alone with the bot: only where it lies, never what it holds.
        event TEXT NOT NULL PRIMARY KEY,
        room TEXT NOT NULL,
        sender TEXT NOT NULL,
        name TEXT NOT NULL,
        uri TEXT NOT NULL,
        bytes INTEGER,
        receivedAtMs INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attachmentBySender ON attachment (sender, receivedAtMs);
    CREATE INDEX attachmentReceived ON attachment (receivedAtMs);

    CREATE TABLE calendarImport (
        -- An iCalendar file that is fetched, shown to whoever sent it, and taken over on their word: one a person.
        id INTEGER PRIMARY KEY,
        person TEXT NOT NULL UNIQUE,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        name TEXT NOT NULL,
        uri TEXT,
        askedAtMs INTEGER NOT NULL,
        -- 0 to be fetched, 1 fetched or failed, 2 shown
        state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
        attempts INTEGER NOT NULL DEFAULT 0,
        notBeforeMs INTEGER NOT NULL DEFAULT 0,
        -- At most 512 KiB.
        content BLOB,
        failure TEXT
    ) STRICT;
    CREATE INDEX calendarImportWanted ON calendarImport (notBeforeMs) WHERE state = 0;
    CREATE INDEX calendarImportFetched ON calendarImport (askedAtMs) WHERE state = 1;
    CREATE INDEX calendarImportAsked ON calendarImport (askedAtMs);
    -- The last number given to an import: a card of an older one must not be taken for one of a newer.
    INSERT INTO tally (name, value) VALUES ('lastCalendarImport', 0);
    """
