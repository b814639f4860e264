extension Migration {
    /// Groups that are not open yet.
    static let drafts1 = Migration(name: "drafts 1", sql: [draftSchema])
}

private let draftSchema = """
    -- Whether the group has ever been open. Before that, and for ever where it never was, only its people know of it; its
    -- state is 'open' or 'archived' meanwhile.
    ALTER TABLE "group" ADD COLUMN wasOpened INTEGER NOT NULL DEFAULT 1 CHECK (wasOpened IN (0, 1));
    """
