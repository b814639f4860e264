extension Migration {
    /// Skill tests, their questions, who has taken them, and how that came out.
    static let skillTests1 = Migration(
        name: "skill tests 1",
        sql: [testSchema, attemptSchema, resultSchema, importSchema, wantedTestSchema, awaySchema]
    )
}

private let testSchema = """
    CREATE TABLE skillTest (
        id INTEGER PRIMARY KEY,
        handle TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        skeleton TEXT NOT NULL UNIQUE,
        sponsor INTEGER NOT NULL REFERENCES sponsor (id),
        syllabus TEXT NOT NULL,
        -- JSON: see SkillTest.Rules.
        rules TEXT NOT NULL CHECK (length(CAST(rules AS BLOB)) <= 16384),
        state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
        -- How many questions can be drawn.
        questionCount INTEGER NOT NULL DEFAULT 0,
        -- The highest number that a question ever had: none comes twice.
        lastNumber INTEGER NOT NULL DEFAULT 0,
        -- Kept by the changes themselves, so that no page counts: see SkillTestTally.
        attempts INTEGER NOT NULL DEFAULT 0,
        takers INTEGER NOT NULL DEFAULT 0,
        passes INTEGER NOT NULL DEFAULT 0,
        percents INTEGER NOT NULL DEFAULT 0,
        runningCount INTEGER NOT NULL DEFAULT 0 CHECK (runningCount >= 0)
    ) STRICT;
    CREATE INDEX skillTestOpen ON skillTest (handle) WHERE state = 'open';
    CREATE INDEX skillTestBySponsor ON skillTest (sponsor, handle);
    -- The last numbers given: messages name tests, questions and attempts by them, so none is given twice.
    INSERT INTO tally (name, value) VALUES ('lastSkillTest', 0), ('lastTestQuestion', 0), ('lastAttempt', 0),
        ('lastTestImport', 0);

    CREATE TABLE testQuestion (
        id INTEGER PRIMARY KEY,
        test INTEGER NOT NULL REFERENCES skillTest (id),
        number INTEGER NOT NULL CHECK (number > 0),
        -- What makes it the same question: see QuestionContent.fingerprint.
        fingerprint TEXT NOT NULL,
        topic TEXT NOT NULL,
        -- JSON: see QuestionContent.
        content TEXT NOT NULL CHECK (length(CAST(content AS BLOB)) <= 65536),
        state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired', 'void')),
        -- Sums that are kept as attempts end: see QuestionTally.
        answers INTEGER NOT NULL DEFAULT 0,
        points INTEGER NOT NULL DEFAULT 0,
        milliseconds INTEGER NOT NULL DEFAULT 0,
        scores INTEGER NOT NULL DEFAULT 0,
        pointsSquared INTEGER NOT NULL DEFAULT 0,
        scoresSquared INTEGER NOT NULL DEFAULT 0,
        pointsByScores INTEGER NOT NULL DEFAULT 0,
        UNIQUE (test, number)
    ) STRICT;
    CREATE INDEX testQuestionActive ON testQuestion (test, number) WHERE state = 'active';
    CREATE INDEX testQuestionByTopic ON testQuestion (test, topic, number) WHERE state = 'active';
    CREATE INDEX testQuestionByFingerprint ON testQuestion (test, fingerprint) WHERE state = 'active';

    CREATE TABLE testAllowance (
        -- How many percent more time a person has.
        test INTEGER NOT NULL REFERENCES skillTest (id),
        person TEXT NOT NULL,
        percent INTEGER NOT NULL CHECK (percent >= 0),
        PRIMARY KEY (test, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX testAllowanceByPerson ON testAllowance (person);
    """

private let attemptSchema = """
    CREATE TABLE attempt (
        id INTEGER PRIMARY KEY,
        test INTEGER NOT NULL REFERENCES skillTest (id),
        person TEXT NOT NULL,
        number INTEGER NOT NULL CHECK (number > 0),
        -- 64 bits, which SQLite shows as a number with a sign.
        seed INTEGER NOT NULL,
        startedAtMs INTEGER NOT NULL,
        questionCount INTEGER NOT NULL CHECK (questionCount > 0),
        position INTEGER NOT NULL CHECK (position BETWEEN 0 AND questionCount),
        shownAtMs INTEGER NOT NULL,
        endsAtMs INTEGER,
        questionMs INTEGER,
        passPercent INTEGER NOT NULL CHECK (passPercent BETWEEN 1 AND 100),
        -- When its time is over, the grace counted; null once it has ended.
        dueAtMs INTEGER,
        -- 1 where the bot was away for so long that it is void.
        awayTooLong INTEGER NOT NULL DEFAULT 0 CHECK (awayTooLong IN (0, 1)),
        outcome TEXT CHECK (outcome IN ('passed', 'failed', 'timedOut', 'stopped', 'void')),
        endedAtMs INTEGER,
        points INTEGER,
        counted INTEGER,
        -- Where it stood among first attempts: the best so many percent, and of how many.
        top INTEGER CHECK (top BETWEEN 1 AND 100),
        takers INTEGER,
        CHECK ((outcome IS NULL) = (endedAtMs IS NULL)),
        CHECK ((outcome IS NULL) = (points IS NULL)),
        CHECK ((outcome IS NULL) = (counted IS NULL)),
        CHECK ((top IS NULL) = (takers IS NULL)),
        CHECK (top IS NULL OR outcome IS NOT NULL),
        CHECK (outcome IS NULL OR (dueAtMs IS NULL AND awayTooLong = 0))
    ) STRICT;
    -- A person is in the middle of one attempt at most.
    CREATE UNIQUE INDEX attemptRunning ON attempt (person) WHERE outcome IS NULL;
    CREATE INDEX attemptRunningByTest ON attempt (test) WHERE outcome IS NULL;
    CREATE INDEX attemptDue ON attempt (dueAtMs) WHERE outcome IS NULL;
    CREATE INDEX attemptAbandoned ON attempt (id) WHERE awayTooLong = 1;
    CREATE INDEX attemptByPerson ON attempt (person, test, id);
    -- Asked by the foreign key when a test is deleted.
    CREATE INDEX attemptByTest ON attempt (test);

    CREATE TABLE attemptItem (
        attempt INTEGER NOT NULL REFERENCES attempt (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        question INTEGER NOT NULL REFERENCES testQuestion (id),
        -- Which wording the taker reads.
        mark INTEGER NOT NULL,
        -- JSON: see QuestionResponse; null before it is answered, and so are the rest.
        response TEXT CHECK (length(CAST(response AS BLOB)) <= 65536),
        -- The message or reaction that answered it; null as well where the time was over.
        event TEXT,
        answeredAtMs INTEGER,
        tookMs INTEGER,
        points INTEGER,
        PRIMARY KEY (attempt, position),
        CHECK ((response IS NULL) = (answeredAtMs IS NULL)),
        CHECK ((response IS NULL) = (tookMs IS NULL)),
        CHECK ((response IS NULL) = (points IS NULL)),
        CHECK (event IS NULL OR response IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX attemptItemByQuestion ON attemptItem (question, attempt);
    CREATE INDEX attemptItemByMark ON attemptItem (question, mark, attempt);
    CREATE INDEX attemptItemByEvent ON attemptItem (event) WHERE event IS NOT NULL;

    CREATE TABLE attemptTap (
        -- Options that are chosen and not confirmed yet, in the order in which they came.
        id INTEGER PRIMARY KEY,
        attempt INTEGER NOT NULL REFERENCES attempt (id),
        position INTEGER NOT NULL,
        option INTEGER NOT NULL,
        event TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE INDEX attemptTapByAttempt ON attemptTap (attempt, position, id);
    """

private let resultSchema = """
    CREATE TABLE testScore (
        -- How many first attempts came out with so many percent: at most 101 rows a test.
        test INTEGER NOT NULL REFERENCES skillTest (id),
        percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
        count INTEGER NOT NULL CHECK (count > 0),
        PRIMARY KEY (test, percent)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE testPass (
        -- The passes of a person at a test that matter: one goes where another is as good, as late, and holds as long.
        attempt INTEGER PRIMARY KEY REFERENCES attempt (id),
        person TEXT NOT NULL,
        test INTEGER NOT NULL REFERENCES skillTest (id),
        percent INTEGER NOT NULL,
        top INTEGER,
        takers INTEGER,
        atMs INTEGER NOT NULL,
        -- The last day on which it holds, in days since 1970; null for ever.
        untilDay INTEGER,
        -- The same in all rows of a person and a test.
        isShown INTEGER NOT NULL CHECK (isShown IN (0, 1)),
        -- 1 in the latest row of a person and a test.
        isLatest INTEGER NOT NULL CHECK (isLatest IN (0, 1)),
        -- When its holder is to be told that it runs out; null once told.
        noticeAtMs INTEGER,
        CHECK ((top IS NULL) = (takers IS NULL)),
        CHECK (noticeAtMs IS NULL OR untilDay IS NOT NULL)
    ) STRICT;
    CREATE INDEX testPassByPerson ON testPass (person, test, atMs);
    CREATE INDEX testPassByTest ON testPass (test);
    CREATE INDEX testPassLatest ON testPass (person, atMs, test) WHERE isLatest = 1;
    CREATE INDEX testPassNotice ON testPass (noticeAtMs) WHERE noticeAtMs IS NOT NULL;

    CREATE TABLE followUp (
        -- A question about one of the taker's own answers.
        attempt INTEGER PRIMARY KEY REFERENCES attempt (id),
        position INTEGER NOT NULL,
        askedAtMs INTEGER NOT NULL,
        answer TEXT CHECK (length(CAST(answer AS BLOB)) <= 4096)
    ) STRICT;

    CREATE TABLE testRescoring (
        -- Attempts with a question that was declared void are counted anew, a batch at a time.
        question INTEGER PRIMARY KEY REFERENCES testQuestion (id),
        voidedBy TEXT NOT NULL,
        dueAtMs INTEGER NOT NULL,
        -- The last attempt that was looked at.
        after INTEGER,
        looked INTEGER NOT NULL,
        passed INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX testRescoringDue ON testRescoring (dueAtMs);
    """

private let importSchema = """
    CREATE TABLE testImport (
        -- A file of questions that is fetched, shown to whoever sent it, and taken over on their word: one a person.
        id INTEGER PRIMARY KEY,
        person TEXT NOT NULL UNIQUE,
        test INTEGER NOT NULL REFERENCES skillTest (id),
        name TEXT NOT NULL,
        uri TEXT,
        askedAtMs INTEGER NOT NULL,
        -- 0 to be fetched, 1 fetched or failed, 2 shown
        state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
        attempts INTEGER NOT NULL DEFAULT 0,
        notBeforeMs INTEGER NOT NULL DEFAULT 0,
        -- At most 512 KiB.
        content BLOB,
        failure TEXT
    ) STRICT;
    CREATE INDEX testImportByTest ON testImport (test);
    CREATE INDEX testImportWanted ON testImport (notBeforeMs) WHERE state = 0;
    CREATE INDEX testImportFetched ON testImport (askedAtMs) WHERE state = 1;
    CREATE INDEX testImportAsked ON testImport (askedAtMs);
    """

private let wantedTestSchema = """
    CREATE TABLE criteriaTest (
        -- The tests that the present criteria of a group name: by handle, because criteria may be older than the test.
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        test TEXT NOT NULL,
        -- 1 where a pass is wanted, 0 where only people without one are.
        isWanted INTEGER NOT NULL CHECK (isWanted IN (0, 1)),
        -- The handle of the group, which never changes: the order in which groups are shown.
        handle TEXT NOT NULL,
        PRIMARY KEY ("group", test)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX criteriaTestByTest ON criteriaTest (test, isWanted, handle);
    -- Nobody could pass any of these yet: under which of them there is a NOT shows when the criteria are next changed.
    INSERT OR IGNORE INTO criteriaTest ("group", test, isWanted, handle)
    SELECT c."group", json_extract(e.value, '$.kind.test.name'), 1, g.handle
    FROM criteria c JOIN "group" g ON g.id = c."group", json_each(c.content, '$.criteria') e
    WHERE c.version = (SELECT max(version) FROM criteria later WHERE later."group" = c."group")
        AND json_extract(e.value, '$.kind.test.name') IS NOT NULL;
    """

private let awaySchema = """
    -- Since when the bot does not hear the homeserver; null while it does. Meanwhile no attempt runs out.
    ALTER TABLE session ADD COLUMN awaySinceMs INTEGER;
    """
