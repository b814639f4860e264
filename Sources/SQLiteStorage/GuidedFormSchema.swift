extension Migration {
    /// Jobs and responses that are written one question at a time.
    static let guidedForms1 = Migration(
        name: "guided forms 1",
        sql: [
            """
            CREATE TABLE guidedForm (
                -- What somebody is in the middle of writing: see GuidedForm.
                person TEXT NOT NULL PRIMARY KEY,
                -- The job that is responded to; null where one is to be posted.
                job INTEGER REFERENCES job (id),
                -- The group that the job was begun for, if there is one.
                "group" INTEGER REFERENCES "group" (id),
                beganAtMs INTEGER NOT NULL,
                endsAtMs INTEGER NOT NULL,
                -- The field that waits for an answer; null where only a last word is awaited.
                asking TEXT
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX guidedFormEnds ON guidedForm (endsAtMs);
            CREATE INDEX guidedFormByJob ON guidedForm (job) WHERE job IS NOT NULL;

            CREATE TABLE guidedAnswer (
                person TEXT NOT NULL REFERENCES guidedForm (person),
                -- From 0, in the order in which they were given.
                place INTEGER NOT NULL,
                field TEXT NOT NULL,
                content TEXT NOT NULL,
                event TEXT NOT NULL,
                isSkipped INTEGER NOT NULL CHECK (isSkipped IN (0, 1)),
                PRIMARY KEY (person, place)
            ) STRICT, WITHOUT ROWID;
            """
        ]
    )
}
