extension Migration {
    /// The tables of jobs and of the responses to them.
    static let jobs1 = Migration(name: "jobs 1", sql: [jobSchema, responseSchema])
}

private let jobSchema = """
    CREATE TABLE job (
        id INTEGER PRIMARY KEY,
        client TEXT NOT NULL,
        title TEXT NOT NULL,
        about TEXT NOT NULL,
        -- Skills in their normal form, joined by commas; jobSkill has those of open jobs one by one.
        skills TEXT NOT NULL,
        budget TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
        draftedAtMs INTEGER NOT NULL,
        openedAtMs INTEGER,
        closedAtMs INTEGER,
        -- Kept by the changes themselves, so that no page counts rows.
        responseCount INTEGER NOT NULL DEFAULT 0,
        -- How many of the responses are from people who are in a requested group now.
        preferredCount INTEGER NOT NULL DEFAULT 0,
        CHECK ((state = 'draft') = (openedAtMs IS NULL)),
        CHECK ((state = 'closed') = (closedAtMs IS NOT NULL))
    ) STRICT;
    CREATE INDEX jobOpen ON job (id) WHERE state = 'open';
    CREATE INDEX jobOpenByClient ON job (client) WHERE state = 'open';
    CREATE INDEX jobDraftByClient ON job (client, id) WHERE state = 'draft';

    CREATE TABLE jobGroup (
        job INTEGER NOT NULL REFERENCES job (id),
        -- In which order the client named them.
        position INTEGER NOT NULL,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        isOpen INTEGER NOT NULL DEFAULT 0 CHECK (isOpen IN (0, 1)),
        PRIMARY KEY (job, position),
        UNIQUE (job, "group")
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX jobGroupOpen ON jobGroup ("group", job) WHERE isOpen = 1;

    CREATE TABLE jobSkill (
        -- Of open jobs only: what a search looks into.
        skill TEXT NOT NULL,
        job INTEGER NOT NULL REFERENCES job (id),
        PRIMARY KEY (skill, job)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX jobSkillByJob ON jobSkill (job);

    -- The words of an open job: rowid is the job's id. The text stays in job; this is only the index.
    CREATE VIRTUAL TABLE jobWords USING fts5(
        title, skills, groups, about, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
    );

    -- The last number given to a job: a preview that was dropped does not give its number back.
    INSERT INTO tally (name, value) VALUES ('openJobs', 0), ('lastJob', 0);
    """

private let responseSchema = """
    CREATE TABLE response (
        job INTEGER NOT NULL REFERENCES job (id),
        person TEXT NOT NULL,
        pitch TEXT NOT NULL,
        price TEXT NOT NULL,
        -- When they first responded, and when they last changed it.
        atMs INTEGER NOT NULL,
        changedAtMs INTEGER,
        revision INTEGER NOT NULL DEFAULT 1,
        -- Minus the number of requested groups that the person is in now: in ascending order, members come first.
        standing INTEGER NOT NULL CHECK (standing <= 0),
        PRIMARY KEY (job, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX responseRanked ON response (job, standing, atMs, person);
    CREATE INDEX responseByPerson ON response (person, job);

    CREATE TABLE responseMembership (
        -- The requested groups that a person was in when they responded.
        job INTEGER NOT NULL,
        person TEXT NOT NULL,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        sinceMs INTEGER NOT NULL,
        -- When the person left the group afterwards.
        leftAtMs INTEGER,
        PRIMARY KEY (job, person, "group"),
        FOREIGN KEY (job, person) REFERENCES response (job, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX responseMembershipByPerson ON responseMembership (person, "group");
    """
