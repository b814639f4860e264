extension Migration {
    /// Who wants to hear when a group that refused them changes its criteria so that they meet them.
    static let hints1 = Migration(name: "hints 1", sql: [hintSchema])
}

private let hintSchema = """
    ALTER TABLE personSettings ADD COLUMN hints INTEGER NOT NULL DEFAULT 0 CHECK (hints IN (0, 1));
    -- When the applicant was told, after this refusal, that the criteria had changed to their advantage: once at most.
    ALTER TABLE request ADD COLUMN hintedAtMs INTEGER CHECK (hintedAtMs IS NULL OR state = 'refused');

    CREATE TABLE hintWanted (
        -- Who was refused last by a group, wants a hint, and had none yet: see personSettings.hints.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        -- The request that was refused.
        request INTEGER NOT NULL UNIQUE REFERENCES request (id),
        PRIMARY KEY ("group", person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX hintWantedByPerson ON hintWanted (person);

    CREATE TABLE hintRound (
        -- The criteria of the group have changed: those of hintWanted are looked at, some at each tick.
        "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
        -- The version that held before the first change that the round is about.
        before INTEGER NOT NULL,
        -- The last one who was looked at; null at the beginning.
        after TEXT,
        dueAtMs INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX hintRoundDue ON hintRound (dueAtMs);
    """
