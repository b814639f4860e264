extension Migration {
    /// Of two members of the requested groups, whoever has passed more of the tests of these groups stands first.
    static let ranking1 = Migration(
        name: "ranking 1",
        sql: [
            """
            -- Minus the number of tests that the requested groups ask for and that the person has passed and shows: in ascending
            -- order, more of them come first. 0 for who is in none of these groups.
            ALTER TABLE response ADD COLUMN tests INTEGER NOT NULL DEFAULT 0 CHECK (tests <= 0);
            DROP INDEX responseRanked;
            CREATE INDEX responseRanked ON response (job, standing, tests, atMs, person);
            UPDATE response AS r SET tests = -(
                SELECT count(*) FROM testPass p JOIN skillTest t ON t.id = p.test
                WHERE p.person = r.person AND p.isLatest = 1 AND p.isShown = 1 AND EXISTS (
                    SELECT 1 FROM jobGroup g JOIN criteriaTest c ON c."group" = g."group" AND c.test = t.handle
                    WHERE g.job = r.job AND c.isWanted = 1
                )
            ) WHERE standing < 0;
            """
        ]
    )
}
