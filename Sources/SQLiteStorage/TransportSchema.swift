extension Migration {
    /// The tables of the transport: what came in, what goes out, what the rooms look like.
    static let transport1 = Migration(
        name: "transport 1",
        sql: [inboxSchema, outboxSchema, roomSchema, sessionSchema]
    )

    /// Finds the invitations and removals of a person that are still to be made, or that the room did not let the bot make.
    static let transport2 = Migration(
        name: "transport 2",
        sql: ["CREATE INDEX outboxDoor ON outbox (room, person) WHERE kind IN (5, 6) AND state IN (0, 4)"]
    )
}

private let inboxSchema = """
    CREATE TABLE inbox (
        -- The order of arrival, which is the order of handling.
        id INTEGER PRIMARY KEY,
        -- Compared byte by byte. An event that comes twice is stored once; that is all there is to it.
        eventID TEXT NOT NULL UNIQUE CHECK (length(CAST(eventID AS BLOB)) BETWEEN 1 AND 600),
        -- 1 message, 2 reaction, 3 redaction, 4 arrival in a direct room, 5 tick
        kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5),
        -- Null for a tick, which happens nowhere and is said by nobody.
        room TEXT,
        sender TEXT,
        -- What was said. Cleared once handled.
        body TEXT,
        -- The mention pills: a JSON array of [text, user] pairs. Cleared once handled.
        pills TEXT,
        mentionsBot INTEGER NOT NULL DEFAULT 0 CHECK (mentionsBot IN (0, 1)),
        replyTo TEXT,
        thread TEXT,
        -- What a reaction is on, or what a redaction takes back.
        target TEXT,
        -- The key of a reaction.
        reaction TEXT,
        -- 1 when it was too old on arrival to be acted on.
        stale INTEGER NOT NULL DEFAULT 0 CHECK (stale IN (0, 1)),
        -- The bot's own clock. What the sender's server claims is not stored.
        receivedAtMs INTEGER NOT NULL,
        -- How often handling it was begun and did not end well.
        attempts INTEGER NOT NULL DEFAULT 0,
        -- 0 waiting, 1 handled, 2 parked after three attempts
        state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 2)
    ) STRICT;
    CREATE INDEX inboxWaiting ON inbox (id) WHERE state = 0;
    CREATE INDEX inboxParked ON inbox (id) WHERE state = 2;
    CREATE INDEX inboxHandled ON inbox (receivedAtMs) WHERE state = 1;

    CREATE TABLE quarantine (
        -- An event that could not be read, so that one bad event never holds up the others.
        id INTEGER PRIMARY KEY,
        room TEXT,
        eventID TEXT,
        reason TEXT NOT NULL,
        -- At most 4 KiB of it.
        excerpt TEXT NOT NULL,
        receivedAtMs INTEGER NOT NULL,
        UNIQUE (room, eventID)
    ) STRICT;
    """

private let outboxSchema = """
    CREATE TABLE outbox (
        -- The order of decision, which is the order of sending among equals in one room.
        id INTEGER PRIMARY KEY,
        -- What makes this the same thing when it is decided again. Matrix's transaction id is made from it.
        key TEXT NOT NULL UNIQUE,
        -- 1 message, 2 edit, 3 reaction, 4 redaction, 5 invite, 6 kick
        kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 6),
        -- The room, or until it is known the person whose direct room it will be: one thing at a time is under way in a lane.
        lane TEXT NOT NULL,
        room TEXT,
        -- Whom to tell, invite or remove.
        person TEXT,
        -- Whose message a plain answer answers: names the parts when answers are merged.
        asker TEXT,
        -- Cleared once sent.
        body TEXT,
        html TEXT,
        -- 1 m.text, 0 m.notice
        rings INTEGER NOT NULL DEFAULT 0 CHECK (rings IN (0, 1)),
        -- User IDs, one a line.
        mentions TEXT,
        replyTo TEXT,
        thread TEXT,
        -- The key of a reaction, or the reason of an invite, kick or redaction.
        note TEXT,
        subject TEXT,
        -- The row whose event this edits, reacts to or takes back.
        target INTEGER REFERENCES outbox (id),
        -- 3 somebody waits for it, 2 answer, 1 chatter
        urgency INTEGER NOT NULL CHECK (urgency BETWEEN 1 AND 3),
        -- 1 for an answer that may be merged with others for the same room
        plain INTEGER NOT NULL DEFAULT 0 CHECK (plain IN (0, 1)),
        -- 0 ready, 1 sending, 2 sent, 3 in doubt, 4 dead, 5 merged into another row, 6 no longer needed
        state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 6),
        attempt INTEGER NOT NULL DEFAULT 0,
        firstTryAtMs INTEGER,
        notBeforeMs INTEGER NOT NULL DEFAULT 0,
        createdAtMs INTEGER NOT NULL,
        settledAtMs INTEGER,
        transactionID TEXT,
        eventID TEXT,
        deadReason TEXT,
        mergedInto INTEGER REFERENCES outbox (id)
    ) STRICT;
    CREATE INDEX outboxReady ON outbox (urgency DESC, id) WHERE state = 0;
    CREATE INDEX outboxLane ON outbox (lane, urgency DESC, id) WHERE state = 0;
    CREATE INDEX outboxUnderWay ON outbox (transactionID) WHERE state IN (1, 3);
    CREATE INDEX outboxSubject ON outbox (subject) WHERE subject IS NOT NULL;
    CREATE INDEX outboxTarget ON outbox (target) WHERE target IS NOT NULL;
    CREATE INDEX outboxMergedInto ON outbox (mergedInto) WHERE mergedInto IS NOT NULL;
    CREATE INDEX outboxEvent ON outbox (eventID) WHERE subject IS NOT NULL;
    CREATE INDEX outboxDead ON outbox (id) WHERE state = 4;
    CREATE INDEX outboxSettledAnswer ON outbox (settledAtMs) WHERE plain = 1 AND state IN (2, 5);
    """

private let roomSchema = """
    CREATE TABLE room (
        id TEXT PRIMARY KEY CHECK (length(CAST(id AS BLOB)) BETWEEN 1 AND 255),
        -- The bot's own membership: 1 invited, 2 joined, 0 gone
        membership INTEGER NOT NULL DEFAULT 0 CHECK (membership BETWEEN 0 AND 2),
        name TEXT,
        -- The person whose direct room this is. Two people alone do not make one.
        directWith TEXT,
        encrypted INTEGER NOT NULL DEFAULT 0 CHECK (encrypted IN (0, 1)),
        -- 1 once the people in it were told that the bot cannot read encrypted messages.
        encryptionTold INTEGER NOT NULL DEFAULT 0 CHECK (encryptionTold IN (0, 1)),
        -- The content of m.room.power_levels, as sent.
        powerLevels TEXT,
        -- User IDs, one a line: who outranks every power level from room version 12 on.
        creators TEXT,
        version TEXT,
        predecessor TEXT,
        -- Where a tombstone points, and who put it up.
        replacement TEXT,
        replacedBy TEXT,
        -- The last event of its timeline that the bot saw: where a gap ends that no token marks.
        lastEventID TEXT,
        -- Who invited the bot, and whether to a direct room.
        inviter TEXT,
        invitedDirect INTEGER NOT NULL DEFAULT 0 CHECK (invitedDirect IN (0, 1)),
        -- How often joining failed since the invitation, and when to try again.
        joinAttempts INTEGER NOT NULL DEFAULT 0,
        notBeforeMs INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX roomInvited ON room (notBeforeMs) WHERE membership = 1;
    CREATE INDEX roomToTell ON room (id) WHERE encrypted = 1 AND encryptionTold = 0;
    CREATE INDEX roomDirect ON room (directWith) WHERE directWith IS NOT NULL;
    CREATE INDEX roomReplacement ON room (replacement) WHERE replacement IS NOT NULL;

    CREATE TABLE occupant (
        -- Who is in a room, the bot not counted. Who has left has no row.
        room TEXT NOT NULL,
        person TEXT NOT NULL,
        -- 1 invited, 2 joined, 3 knocking
        presence INTEGER NOT NULL CHECK (presence BETWEEN 1 AND 3),
        PRIMARY KEY (room, person)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX occupantPerson ON occupant (person, room);

    CREATE TABLE directRoom (
        person TEXT PRIMARY KEY,
        room TEXT,
        -- Goes into the alias, so that a new room gets a new one.
        generation INTEGER NOT NULL DEFAULT 1,
        -- 1 being opened, 2 usable, 3 the person has left it, 4 the person accepts no invitations
        state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 4),
        leftAtMs INTEGER,
        -- Set until the room is in the account data that tells clients which rooms are direct.
        unlisted INTEGER NOT NULL DEFAULT 1 CHECK (unlisted IN (0, 1))
    ) STRICT;
    CREATE INDEX directRoomByRoom ON directRoom (room) WHERE room IS NOT NULL;
    CREATE INDEX directRoomUnlisted ON directRoom (person) WHERE unlisted = 1;
    """

private let sessionSchema = """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        userID TEXT,
        deviceID TEXT,
        homeserver TEXT,
        accessToken TEXT,
        refreshToken TEXT,
        expiresAtMs INTEGER,
        -- Where /sync goes on. Never ahead of what is in the inbox.
        position TEXT,
        filterID TEXT,
        filterHash TEXT,
        -- Random, made once: keeps outsiders from guessing the aliases of direct rooms.
        secret BLOB NOT NULL,
        -- 1 while a bot runs on this file: found set at start, the last run was killed.
        running INTEGER NOT NULL DEFAULT 0 CHECK (running IN (0, 1)),
        -- When the homeserver was last heard.
        syncedAtMs INTEGER
    ) STRICT;
    INSERT INTO session (id, secret) VALUES (1, randomblob(32));
    """
