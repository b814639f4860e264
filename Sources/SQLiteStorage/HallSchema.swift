extension Migration {
    /// The tables of the hall: sponsors, groups, people, requests, memberships.
    static let hall1 = Migration(name: "hall 1", sql: [directorySchema, membershipSchema, searchSchema])

    /// Finds the group that a badge belongs to.
    static let hall2 = Migration(name: "hall 2", sql: [badgeSchema])
}

private let directorySchema = """
    CREATE TABLE sponsor (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        -- Two names with one skeleton look alike to the eye, so only one of them may exist.
        skeleton TEXT NOT NULL UNIQUE,
        groupCount INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE sponsorOwner (
        sponsor INTEGER NOT NULL REFERENCES sponsor (id),
        person TEXT NOT NULL,
        PRIMARY KEY (sponsor, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sponsorOwnerByPerson ON sponsorOwner (person, sponsor);

    CREATE TABLE "group" (
        id INTEGER PRIMARY KEY,
        handle TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        skeleton TEXT NOT NULL UNIQUE,
        sponsor INTEGER NOT NULL REFERENCES sponsor (id),
        about TEXT NOT NULL,
        -- Skills as they were written, joined by commas; groupSkill has them one by one.
        skills TEXT NOT NULL,
        criteria TEXT NOT NULL,
        badge TEXT NOT NULL,
        zone TEXT NOT NULL,
        -- Names of the working days, joined by spaces: 'mon tue wed thu fri'.
        workingDays TEXT NOT NULL,
        reapplyDays INTEGER NOT NULL CHECK (reapplyDays BETWEEN 0 AND 365),
        adminRoom TEXT UNIQUE,
        membersRoom TEXT UNIQUE,
        -- Kept by the changes themselves, so that no page counts a million rows.
        memberCount INTEGER NOT NULL DEFAULT 0,
        pendingCount INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX groupBySponsor ON "group" (sponsor, handle);

    CREATE TABLE groupSkill (
        skill TEXT NOT NULL,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        PRIMARY KEY (skill, "group")
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX groupSkillByGroup ON groupSkill ("group");

    CREATE TABLE administrator (
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        PRIMARY KEY ("group", person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX administratorByPerson ON administrator (person, "group");

    CREATE TABLE jobsRoom (
        -- Where jobs are announced: those for one group, or all where the group is null.
        room TEXT NOT NULL PRIMARY KEY,
        "group" INTEGER REFERENCES "group" (id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX jobsRoomByGroup ON jobsRoom ("group");

    CREATE TABLE tally (
        -- Numbers that !status shows, kept by the changes themselves.
        name TEXT NOT NULL PRIMARY KEY,
        value INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO tally (name, value) VALUES ('freelancers', 0), ('groups', 0), ('memberships', 0), ('pending', 0);
    """

private let badgeSchema = """
    CREATE INDEX groupByBadge ON "group" (
        -- Without the sign that asks for the coloured form. Not UNIQUE: groups from before may share a badge.
        replace(badge, char(65039), '')
    -- The badge of those who chose none.
    ) WHERE badge <> '🏅';
    """

private let membershipSchema = """
    CREATE TABLE person (
        userID TEXT NOT NULL PRIMARY KEY,
        isFreelancer INTEGER NOT NULL CHECK (isFreelancer IN (0, 1)),
        headline TEXT NOT NULL,
        skills TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE budget (
        -- How many more commands a person may give: see Budget.
        person TEXT NOT NULL PRIMARY KEY,
        thousandths INTEGER NOT NULL,
        countedAtMs INTEGER NOT NULL,
        warned INTEGER NOT NULL CHECK (warned IN (0, 1))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE request (
        id INTEGER PRIMARY KEY,
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        message TEXT NOT NULL,
        askedAtMs INTEGER NOT NULL,
        dueAtMs INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn')),
        decidedAtMs INTEGER,
        decidedBy TEXT,
        remark TEXT NOT NULL DEFAULT '',
        -- The next step of the ladder of reminders, and when it comes; null when there is none.
        rung INTEGER,
        rungAtMs INTEGER,
        CHECK ((state = 'pending') = (decidedAtMs IS NULL)),
        CHECK ((state IN ('approved', 'refused')) = (decidedBy IS NOT NULL)),
        CHECK (state = 'pending' OR rungAtMs IS NULL)
    ) STRICT;
    CREATE UNIQUE INDEX requestOpen ON request ("group", person) WHERE state = 'pending';
    CREATE INDEX requestOpenByPerson ON request (person, id) WHERE state = 'pending';
    CREATE INDEX requestPendingByGroup ON request ("group", id) WHERE state = 'pending';
    CREATE INDEX requestRefused ON request (person, "group", decidedAtMs) WHERE state = 'refused';
    CREATE INDEX requestRung ON request (rungAtMs) WHERE rungAtMs IS NOT NULL;

    CREATE TABLE membership (
        "group" INTEGER NOT NULL REFERENCES "group" (id),
        person TEXT NOT NULL,
        sinceMs INTEGER NOT NULL,
        request INTEGER NOT NULL REFERENCES request (id),
        PRIMARY KEY ("group", person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX membershipByPerson ON membership (person, sinceMs);
    CREATE INDEX membershipBySince ON membership ("group", sinceMs, person);

    CREATE TABLE audit (
        -- Every change, never altered: who, when, by which event of the chat.
        id INTEGER PRIMARY KEY,
        atMs INTEGER NOT NULL,
        -- Null for what the bot does by itself when its time comes.
        person TEXT,
        event TEXT NOT NULL,
        change TEXT NOT NULL,
        "group" INTEGER,
        request INTEGER
    ) STRICT;
    CREATE INDEX auditByGroup ON audit ("group", id) WHERE "group" IS NOT NULL;
    CREATE INDEX auditByRequest ON audit (request, id) WHERE request IS NOT NULL;
    """

private let searchSchema = """
    -- The words of a group: rowid is the group's id. The text stays in "group"; this is only the index.
    CREATE VIRTUAL TABLE groupWords USING fts5(
        name, skills, sponsor, about, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
    );

    CREATE TABLE searchTerm (
        -- A word that some group uses in its name, skills or sponsor.
        term TEXT NOT NULL PRIMARY KEY,
        uses INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE searchVariant (
        -- A term with one letter left out. Two words that are one slip apart share a variant.
        variant TEXT NOT NULL,
        term TEXT NOT NULL,
        PRIMARY KEY (variant, term)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX searchVariantByTerm ON searchVariant (term);
    """
