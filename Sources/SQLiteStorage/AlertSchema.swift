extension Migration {
    /// Alerts, what they have found, and jobs as they are searched.
    static let alerts1 = Migration(name: "alerts 1", sql: [searchSchema, alertSchema, findSchema])
}

private let searchSchema = """
    -- Whether the place says so (Job.Place.isRemote); of jobs from before that was kept, as far as SQL can tell.
    ALTER TABLE job ADD COLUMN isRemote INTEGER NOT NULL DEFAULT 0 CHECK (isRemote IN (0, 1));
    UPDATE job SET isRemote = 1
    WHERE ' ' || replace(replace(replace(replace(lower(place), ',', ' '), '(', ' '), ')', ' '), '/', ' ') || ' '
            LIKE '% remote %'
        AND ' ' || lower(place) || ' ' NOT LIKE '% no %' AND ' ' || lower(place) || ' ' NOT LIKE '% not %';
    CREATE INDEX jobOpenRemote ON job (id) WHERE state = 'open' AND isRemote = 1;

    -- The words of an open job, now with the place. As before only the index: the text stays in job.
    DROP TABLE jobWords;
    CREATE VIRTUAL TABLE jobWords USING fts5(
        title, skills, groups, place, about, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
    );
    INSERT INTO jobWords (rowid, title, skills, groups, place, about)
    SELECT j.id, j.title, replace(j.skills, ',', ' '), coalesce((
        SELECT group_concat(handle, ' ') FROM (
            SELECT g.handle FROM jobGroup w JOIN "group" g ON g.id = w."group" WHERE w.job = j.id ORDER BY w.position)
        ), ''), j.place, j.about
    FROM job j WHERE j.state = 'open';

    -- All that a word filter looks into, folded (Groups.folded); what was there before only as far as SQL can.
    ALTER TABLE response ADD COLUMN folded TEXT NOT NULL DEFAULT '';
    UPDATE response SET folded = lower(pitch || ' ' || price || ' ' || availability || ' ' || note || ' ' || person);
    """

private let alertSchema = """
    CREATE TABLE jobAlert (
        id INTEGER PRIMARY KEY,
        person TEXT NOT NULL,
        -- What its person calls it.
        number INTEGER NOT NULL,
        pace TEXT NOT NULL CHECK (pace IN ('atOnce', 'daily', 'weekly')),
        -- See JobFilter. Words by blanks, skills and groups by commas.
        words TEXT NOT NULL,
        skills TEXT NOT NULL,
        groups TEXT NOT NULL,
        place TEXT NOT NULL,
        isRemote INTEGER NOT NULL CHECK (isRemote IN (0, 1)),
        payBasis TEXT,
        payCurrency TEXT,
        payLeast INTEGER,
        isForOwnGroups INTEGER NOT NULL CHECK (isForOwnGroups IN (0, 1)),
        isForOwnSkills INTEGER NOT NULL CHECK (isForOwnSkills IN (0, 1)),
        UNIQUE (person, number)
    ) STRICT;

    CREATE TABLE jobAlertToken (
        -- Under what an alert is looked for when a job is new: the rarest thing that it requires, or where it is for its
        -- person's own groups or skills each of these. A job that fits has one of them; all else is checked then.
        token TEXT NOT NULL,
        alert INTEGER NOT NULL REFERENCES jobAlert (id),
        PRIMARY KEY (token, alert)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX jobAlertTokenByAlert ON jobAlertToken (alert);

    CREATE TABLE jobMatching (
        -- New and changed jobs for which alerts are still to be looked through, some at each tick: up to which alert under
        -- which token that is done.
        job INTEGER PRIMARY KEY REFERENCES job (id),
        token TEXT NOT NULL DEFAULT '',
        alert INTEGER NOT NULL DEFAULT 0,
        dueAtMs INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX jobMatchingDue ON jobMatching (dueAtMs);

    CREATE TABLE jobAnnouncing (
        -- Rooms that are still to hear of a job: see JobAnnouncing. Groups by commas, 0 for the rooms of all jobs.
        job INTEGER PRIMARY KEY REFERENCES job (id),
        occasion TEXT NOT NULL,
        groups TEXT NOT NULL,
        afterRoom TEXT,
        dueAtMs INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX jobAnnouncingDue ON jobAnnouncing (dueAtMs);

    INSERT INTO tally (name, value) VALUES ('lastAlert', 0);
    """

private let findSchema = """
    CREATE TABLE jobFind (
        -- A job that an alert of a person has found, so that they hear of it once.
        person TEXT NOT NULL,
        job INTEGER NOT NULL REFERENCES job (id),
        -- In which list they will read of it; null where they were told.
        waitsFor TEXT CHECK (waitsFor IN ('atOnce', 'daily', 'weekly')),
        PRIMARY KEY (person, job)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX jobFindByJob ON jobFind (job);
    CREATE INDEX jobFindWaiting ON jobFind (person, waitsFor, job) WHERE waitsFor IS NOT NULL;

    CREATE TABLE jobDigest (
        -- Only for people who have something to read in it.
        person TEXT NOT NULL,
        pace TEXT NOT NULL,
        dueAtMs INTEGER NOT NULL,
        PRIMARY KEY (person, pace)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX jobDigestDue ON jobDigest (dueAtMs);

    -- Jobs of which somebody may have been told: when they can't be opened again, that can be forgotten.
    ALTER TABLE job ADD COLUMN mayHaveFinds INTEGER NOT NULL DEFAULT 0 CHECK (mayHaveFinds IN (0, 1));
    CREATE INDEX jobWithFinds ON job (closedAtMs) WHERE mayHaveFinds = 1;
    """
