extension Migration {
    /// Jobs that people think should not be there.
    static let reports1 = Migration(
        name: "reports 1",
        sql: [
            """
            -- Since when nobody is shown the job; it counts as closed, without an outcome, until an operator has looked at it.
            ALTER TABLE job ADD COLUMN heldAtMs INTEGER CHECK (heldAtMs IS NULL OR (state = 'closed' AND outcome IS NULL));

            CREATE TABLE jobReport (
                job INTEGER NOT NULL REFERENCES job (id),
                person TEXT NOT NULL,
                -- In their words; empty for a tap.
                reason TEXT NOT NULL,
                atMs INTEGER NOT NULL,
                -- Whether it waits for an operator's word.
                isOpen INTEGER NOT NULL DEFAULT 1 CHECK (isOpen IN (0, 1)),
                PRIMARY KEY (job, person)
            ) STRICT, WITHOUT ROWID;
            -- What a client may not post again in other words.
            CREATE INDEX jobHeldByClient ON job (client) WHERE heldAtMs IS NOT NULL;
            CREATE INDEX jobReportOpen ON jobReport (job, atMs) WHERE isOpen = 1;
            CREATE INDEX jobReportByPerson ON jobReport (person, atMs);
            -- How many jobs a client has posted of late.
            CREATE INDEX jobPostedByClient ON job (client, openedAtMs) WHERE openedAtMs IS NOT NULL;
            """
        ]
    )
}
