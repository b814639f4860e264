extension Migration {
    /// People who agreed to be found by clients, and invitations to respond to jobs.
    static let finding1 = Migration(
        name: "finding 1",
        sql: [
            """
            -- Whether clients find them.
            ALTER TABLE person ADD COLUMN isFindable INTEGER NOT NULL DEFAULT 0 CHECK (isFindable IN (0, 1));
            -- From which day they have time: 0 for at once, -1 for not at all, null where they have not said.
            ALTER TABLE person ADD COLUMN availableDay INTEGER;

            CREATE TABLE findToken (
                -- Something that a listed person is found by, such as s:swift for a skill, w:ferry for a word and g:12 for a
                -- group; * is everybody. Made anew whenever the profile or a membership changes.
                token TEXT NOT NULL,
                -- In which order they are listed: by the day from which they have time, then by their badges.
                rank INTEGER NOT NULL,
                person TEXT NOT NULL,
                PRIMARY KEY (token, rank, person)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX findTokenByPerson ON findToken (person);

            CREATE TABLE jobInvitation (
                job INTEGER NOT NULL REFERENCES job (id),
                person TEXT NOT NULL,
                atMs INTEGER NOT NULL,
                PRIMARY KEY (job, person)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX jobInvitationByPerson ON jobInvitation (person, atMs);
            """
        ]
    )
}
