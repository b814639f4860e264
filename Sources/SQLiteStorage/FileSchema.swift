extension Migration {
    /// Files that administrators send in their administrators' room.
    static let files1 = Migration(name: "files 1", sql: [fileSchema])
}

private let fileSchema = """
    -- The administrators' room in which it was asked for and is shown; null alone with the bot.
    ALTER TABLE calendarImport ADD COLUMN room TEXT;
    -- No more than the latest few of a room are kept.
    CREATE INDEX attachmentByRoom ON attachment (room, receivedAtMs);
    """
