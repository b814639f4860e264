extension Migration {
    /// Accounts that belong to one person.
    static let links1 = Migration(name: "links 1", sql: [linkSchema])
}

private let linkSchema = """
    CREATE TABLE linkQuestion (
        -- Somebody says that another account is theirs too, and that one is to say so as well: see LinkQuestion.
        asker TEXT NOT NULL,
        asked TEXT NOT NULL,
        askedAtMs INTEGER NOT NULL,
        endsAtMs INTEGER NOT NULL,
        -- 1 where the account that was asked does not want to be asked by that one.
        isRefused INTEGER NOT NULL DEFAULT 0 CHECK (isRefused IN (0, 1)),
        -- 1 once its time is over and that was said, or whoever asked has thought better of it.
        isOver INTEGER NOT NULL DEFAULT 0 CHECK (isOver IN (0, 1)),
        PRIMARY KEY (asker, asked)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX linkQuestionByAsked ON linkQuestion (asked, endsAtMs);
    CREATE INDEX linkQuestionPace ON linkQuestion (asker, askedAtMs);
    CREATE INDEX linkQuestionEnds ON linkQuestion (endsAtMs) WHERE isOver = 0;

    CREATE TABLE accountLink (
        -- All that the old account had is with the new one, as both have said.
        old TEXT NOT NULL PRIMARY KEY,
        new TEXT NOT NULL,
        atMs INTEGER NOT NULL,
        CHECK (old <> new)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX accountLinkByNew ON accountLink (new);

    -- What a person has is found by the person, also where it is over.
    CREATE INDEX banOfPerson ON ban (person);
    CREATE INDEX endedMembershipOfPerson ON endedMembership (person);
    CREATE INDEX invitationOfPerson ON invitation (person);
    CREATE INDEX jobOfClient ON job (client);
    """
