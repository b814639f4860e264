extension Migration {
    /// The tables of jobs and of the responses to them.
    static let jobs1 = Migration(name: "jobs 1", sql: [jobSchema, responseSchema])

    /// What a client says about responses.
    static let responses1 = Migration(name: "responses 1", sql: [decisionSchema])

    /// What a client offers, field by field, and how a job lives and ends.
    static let jobs2 = Migration(name: "jobs 2", sql: [termsSchema, lifeSchema])
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

private let termsSchema = """
    -- What is paid, in the smallest unit of the currency; job.budget has what is no amount.
    ALTER TABLE job ADD COLUMN payBasis TEXT CHECK (payBasis IN ('fixed', 'hourly'));
    ALTER TABLE job ADD COLUMN payLow INTEGER;
    ALTER TABLE job ADD COLUMN payHigh INTEGER;
    ALTER TABLE job ADD COLUMN payCurrency TEXT;
    ALTER TABLE job ADD COLUMN place TEXT NOT NULL DEFAULT '';
    -- Days since 1 January 1970; -1 for as soon as possible.
    ALTER TABLE job ADD COLUMN startDay INTEGER;
    ALTER TABLE job ADD COLUMN length TEXT NOT NULL DEFAULT '';
    ALTER TABLE job ADD COLUMN deadlineDay INTEGER;
    ALTER TABLE job ADD COLUMN people INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE job ADD COLUMN isClientHidden INTEGER NOT NULL DEFAULT 0;
    -- In how many of the requested groups a respondent has to be to be preferred.
    ALTER TABLE job ADD COLUMN preferredFrom INTEGER NOT NULL DEFAULT 1;
    """

private let lifeSchema = """
    ALTER TABLE job ADD COLUMN outcome TEXT
        CHECK (outcome IN ('hired', 'filled', 'cancelled', 'expired', 'removed'));
    -- Of open jobs: until when responses are taken, and when the bot looks at the job next.
    ALTER TABLE job ADD COLUMN expiresAtMs INTEGER;
    ALTER TABLE job ADD COLUMN nextAtMs INTEGER;
    ALTER TABLE job ADD COLUMN editedAtMs INTEGER;
    ALTER TABLE job ADD COLUMN bumpedAtMs INTEGER;
    -- The message that its form stood in: whoever takes it back takes the job back.
    ALTER TABLE job ADD COLUMN writtenIn TEXT;
    CREATE INDEX jobDue ON job (nextAtMs) WHERE nextAtMs IS NOT NULL;
    CREATE INDEX jobWrittenIn ON job (writtenIn) WHERE writtenIn IS NOT NULL;
    -- Jobs that were open before a job had an end have 30 days from when they were posted, and are warned of it first.
    UPDATE job SET expiresAtMs = openedAtMs + 2592000000, nextAtMs = openedAtMs + 2160000000 WHERE state = 'open';

    CREATE TABLE jobRound (
        -- What all who responded to a job are to be told: see JobRound.
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        job INTEGER NOT NULL UNIQUE REFERENCES job (id),
        -- closed, reopened, or changed and the fields.
        news TEXT NOT NULL,
        -- Who was told last.
        after TEXT,
        dueAtMs INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX jobRoundDue ON jobRound (dueAtMs);
    """

private let decisionSchema = """
    ALTER TABLE response ADD COLUMN state TEXT NOT NULL DEFAULT 'sent'
        CHECK (state IN ('sent', 'shortlisted', 'hired', 'declined', 'withdrawn'));
    -- What the client said with it, or its author where they withdrew.
    ALTER TABLE response ADD COLUMN reason TEXT NOT NULL DEFAULT '';
    ALTER TABLE response ADD COLUMN decidedAtMs INTEGER;
    ALTER TABLE response ADD COLUMN availability TEXT NOT NULL DEFAULT '';
    -- One a line.
    ALTER TABLE response ADD COLUMN links TEXT NOT NULL DEFAULT '';
    -- The client's own, which nobody else reads.
    ALTER TABLE response ADD COLUMN note TEXT NOT NULL DEFAULT '';
    CREATE INDEX responseComing ON response (job, atMs, person);
    CREATE INDEX responseHired ON response (job) WHERE state = 'hired';
    """
