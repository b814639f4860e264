extension Migration {
    /// How many members a group takes, and who waits for a place in it.
    static let capacity1 = Migration(name: "capacity 1", sql: [capacitySchema])
}

private let capacitySchema = """
    -- How many members the group takes; null where it takes everybody.
    ALTER TABLE "group" ADD COLUMN capacity INTEGER CHECK (capacity > 0);
    ALTER TABLE "group" ADD COLUMN queueCount INTEGER NOT NULL DEFAULT 0;
    -- When the bot looks whether there is room for those who wait; null where nothing has changed since it did.
    ALTER TABLE "group" ADD COLUMN queueDueAtMs INTEGER;
    CREATE INDEX groupQueueDue ON "group" (queueDueAtMs) WHERE queueDueAtMs IS NOT NULL;

    CREATE TABLE queuePlace (
        -- Who was let in while the group was full, in the order in which they come in: see QueuePlace.
        id INTEGER PRIMARY KEY,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        sinceMs INTEGER NOT NULL,
        -- By what they were let in.
        request INTEGER REFERENCES request (id),
        invitation INTEGER REFERENCES invitation (id),
        isByRule INTEGER NOT NULL CHECK (isByRule IN (0, 1)),
        letInBy TEXT NOT NULL,
        CHECK ((request IS NULL) <> (invitation IS NULL)),
        CHECK (isByRule = 0 OR request IS NOT NULL)
    ) STRICT;
    CREATE UNIQUE INDEX queuePlaceByPerson ON queuePlace (person, "group");
    CREATE INDEX queuePlaceInOrder ON queuePlace ("group", id);
    """
