extension Migration {
    /// Whether applicants can be reached.
    static let sight1 = Migration(name: "sight 1", sql: [sightSchema])
}

private let sightSchema = """
    CREATE TABLE sightChange (
        -- Applicants who have left every room with the bot, or have come back, and whose cards do not show that yet.
        person TEXT NOT NULL PRIMARY KEY,
        dueAtMs INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sightChangeDue ON sightChange (dueAtMs);
    """
