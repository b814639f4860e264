extension Migration {
    /// What those who run tests did and saw, and how questions are found by what looks wrong or by their first words.
    static let skillTests2 = Migration(
        name: "skill tests 2",
        sql: [testLogSchema, readerSchema, rankSchema, replySchema]
    )
}

private let testLogSchema = """
    CREATE TABLE testLog (
        -- Which entries of the audit are about which test; nothing about attempts.
        entry INTEGER PRIMARY KEY REFERENCES audit (id),
        test INTEGER NOT NULL REFERENCES skillTest (id),
        -- What the entry does not say: which numbers questions have, by how much time is longer, what an edit changed.
        particulars TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX testLogByTest ON testLog (test, entry);
    -- A handle may have been that of another test before, which is gone.
    INSERT INTO testLog (entry, test)
    SELECT a.id, t.id FROM skillTest t JOIN audit a ON a.change LIKE 'skillTest.%'
        AND (a.change || ' ' LIKE 'skillTest.% ' || t.handle || ' %' OR a.change LIKE 'skillTest.%/' || t.handle || ' %')
    WHERE a.id > coalesce((SELECT max(d.id) FROM audit d WHERE d.change = 'skillTest.deleted ' || t.handle), 0);
    """

private let readerSchema = """
    CREATE TABLE testReader (
        -- Who was shown questions of a test by those who run it, or has written some: they don't take it any more.
        test INTEGER NOT NULL REFERENCES skillTest (id),
        person TEXT NOT NULL,
        sinceMs INTEGER NOT NULL,
        PRIMARY KEY (test, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX testReaderByPerson ON testReader (person);
    -- Who was shown questions before this was written down, nobody knows; who has written some, the log does.
    INSERT INTO testReader (test, person, sinceMs)
    SELECT l.test, a.person, min(a.atMs) FROM testLog l JOIN audit a ON a.id = l.entry
    WHERE a.change LIKE 'skillTest.questionsAdded %' AND a.person LIKE '@%' GROUP BY l.test, a.person;
    """

private let rankSchema = """
    -- What looked wrong when the question was answered last, the gravest as the largest number: see Suspicion.
    ALTER TABLE testQuestion ADD COLUMN suspicions INTEGER NOT NULL DEFAULT 0;
    -- The first words: see QuestionContent.lead. Empty in questions from before this column.
    ALTER TABLE testQuestion ADD COLUMN lead TEXT NOT NULL DEFAULT '';
    CREATE INDEX testQuestionBySuspicion ON testQuestion (
        test, suspicions DESC, iif(answers > 0, points / answers, 1001), number
    ) WHERE state = 'active';
    CREATE INDEX testQuestionByLead ON testQuestion (test, lead);
    -- Kept by the changes themselves, so that no page counts.
    ALTER TABLE skillTest ADD COLUMN answers INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE skillTest ADD COLUMN milliseconds INTEGER NOT NULL DEFAULT 0;
    UPDATE skillTest SET
        answers = (SELECT coalesce(sum(q.answers), 0) FROM testQuestion q WHERE q.test = skillTest.id),
        milliseconds = (SELECT coalesce(sum(q.milliseconds), 0) FROM testQuestion q WHERE q.test = skillTest.id);
    CREATE INDEX upkeepNotice ON upkeep ("group") WHERE noticeAtMs IS NOT NULL;
    """

private let replySchema = """
    -- The message that answered it; null in those from before this column.
    ALTER TABLE followUp ADD COLUMN event TEXT;
    CREATE INDEX followUpByEvent ON followUp (event) WHERE event IS NOT NULL;
    """
