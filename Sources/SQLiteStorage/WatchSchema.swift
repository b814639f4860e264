extension Migration {
    /// What the bot watches of groups: whether anybody decides for them, and what their rooms let it do.
    static let watch1 = Migration(name: "watch 1", sql: [watchSchema])
}

private let watchSchema = """
    -- Since when the bot has lost sight of all who decide for the group.
    ALTER TABLE "group" ADD COLUMN vacantSinceMs INTEGER;
    -- Who may enter: as the room says, or null where that was not heard.
    ALTER TABLE room ADD COLUMN joinRule TEXT;

    CREATE TABLE absence (
        -- Administrators who have left every room that the bot shared with them.
        person TEXT NOT NULL PRIMARY KEY,
        sinceMs INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE groupWatch (
        -- Groups about whose rooms or administrators something has changed: see GroupWatch.
        "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
        -- Null as long as there is nothing to look at.
        dueAtMs INTEGER,
        toldAtMs INTEGER,
        -- Since the bot came into the members' room: whoever it finds there until then was there before.
        deafUntilMs INTEGER,
        -- What administrators know of, joined by spaces.
        troubles TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX groupWatchDue ON groupWatch (dueAtMs) WHERE dueAtMs IS NOT NULL;

    CREATE TABLE roomStir (
        -- Who was taken out of a members' room by hand, or let in, since the bot last looked.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        kind INTEGER NOT NULL CHECK (kind > 0),
        PRIMARY KEY ("group", person)
    ) STRICT, WITHOUT ROWID;
    """
