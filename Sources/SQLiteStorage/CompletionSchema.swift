extension Migration {
    /// Incomplete requests are looked at when what they are held against changes.
    static let completions1 = Migration(name: "completions 1", sql: [completionSchema])
}

private let completionSchema = """
    CREATE TABLE completionRound (
        -- The incomplete requests of the group are looked at anew, some at each tick: see CompletionRound.
        "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
        -- The last request that was looked at; 0 at the beginning.
        after INTEGER NOT NULL DEFAULT 0,
        dueAtMs INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX completionRoundDue ON completionRound (dueAtMs);
    -- Those that have waited since before this for what their group no longer asks.
    INSERT INTO completionRound ("group", dueAtMs)
    SELECT DISTINCT "group", 0 FROM request WHERE incompleteSinceMs IS NOT NULL;
    """
