extension Migration {
    /// What end-to-end encryption keeps: this device, other people's devices, and the sessions with them.
    static let encryption1 = Migration(
        name: "encryption 1",
        sql: [ownKeysSchema, deviceSchema, sessionsSchema, roomKeySchema, encryptedRoomSchema]
    )
}

private let ownKeysSchema = """
    CREATE TABLE ownDevice (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        userID TEXT NOT NULL,
        deviceID TEXT NOT NULL,
        -- The pickled account: identity keys and one-time keys.
        account BLOB NOT NULL,
        -- 1 once the homeserver has the identity keys.
        published INTEGER NOT NULL DEFAULT 0 CHECK (published IN (0, 1)),
        -- 1 once the device is signed by the own identity.
        signed INTEGER NOT NULL DEFAULT 0 CHECK (signed IN (0, 1)),
        -- How many one-time keys the homeserver has left, as far as it said.
        keysLeft INTEGER,
        fallbackMadeAtMs INTEGER,
        -- 1 when somebody has used the fallback key.
        fallbackUsed INTEGER NOT NULL DEFAULT 0 CHECK (fallbackUsed IN (0, 1)),
        -- What stands in the account data while this file is the latest there is of this device, and what is about to.
        mark TEXT,
        nextMark TEXT
    ) STRICT;

    CREATE TABLE ownIdentity (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        userID TEXT NOT NULL,
        -- The three cross-signing keys, sealed as pickles are.
        keys BLOB NOT NULL,
        published INTEGER NOT NULL DEFAULT 0 CHECK (published IN (0, 1)),
        -- The key of the backup of room keys and its version, where there is one.
        backupKey BLOB,
        backupVersion TEXT
    ) STRICT;
    """

private let deviceSchema = """
    CREATE TABLE deviceOwner (
        userID TEXT PRIMARY KEY,
        -- 1 while the homeserver says what changes about their devices, and it is to be asked again then.
        tracked INTEGER NOT NULL DEFAULT 1 CHECK (tracked IN (0, 1)),
        -- 0 once the list is as the homeserver has it; a number that grows with every change until then.
        outdated INTEGER NOT NULL DEFAULT 1,
        attempts INTEGER NOT NULL DEFAULT 0,
        notBeforeMs INTEGER NOT NULL DEFAULT 0,
        -- The master key that was seen first, and when another took its place.
        masterKey TEXT,
        changedAtMs INTEGER
    ) STRICT;
    CREATE INDEX deviceOwnerOutdated ON deviceOwner (notBeforeMs) WHERE outdated > 0 AND tracked = 1;

    CREATE TABLE device (
        userID TEXT NOT NULL,
        deviceID TEXT NOT NULL,
        -- Curve25519 and Ed25519, as text. They never change: what comes with others under the same name is not taken.
        identityKey TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        crossSigned INTEGER NOT NULL DEFAULT 0 CHECK (crossSigned IN (0, 1)),
        deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
        -- When a session was last begun anew because the present one was broken, and 1 while that is to be done.
        healedAtMs INTEGER,
        ailing INTEGER NOT NULL DEFAULT 0 CHECK (ailing IN (0, 1)),
        -- No key is claimed before, since there was none.
        claimAfterMs INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (userID, deviceID)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX deviceByKey ON device (identityKey);
    CREATE INDEX deviceAiling ON device (userID, deviceID) WHERE ailing = 1;
    """

private let sessionsSchema = """
    CREATE TABLE olmSession (
        identityKey TEXT NOT NULL,
        session TEXT NOT NULL,
        pickle BLOB NOT NULL,
        -- When something was last decrypted in it: what is sent goes into the one that was used last.
        usedAtMs INTEGER NOT NULL,
        PRIMARY KEY (identityKey, session)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX olmSessionUsed ON olmSession (identityKey, usedAtMs);
    CREATE INDEX olmSessionAge ON olmSession (usedAtMs);

    CREATE TABLE toDevice (
        -- Messages to devices on their way, whose ratchets have moved on already.
        id INTEGER PRIMARY KEY,
        transactionID TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL,
        -- The JSON of "messages".
        messages TEXT NOT NULL,
        -- The room whose key it carries, which waits for it.
        room TEXT,
        notBeforeMs INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX toDeviceDue ON toDevice (notBeforeMs);
    CREATE INDEX toDeviceRoom ON toDevice (room, id) WHERE room IS NOT NULL;
    """

private let roomKeySchema = """
    CREATE TABLE inboundRoomKey (
        room TEXT NOT NULL,
        session TEXT NOT NULL,
        -- Whose device brought it: nobody else can write in this session.
        sender TEXT NOT NULL,
        identityKey TEXT NOT NULL,
        -- What the sender said is the device's Ed25519 key; null for what came out of a backup.
        fingerprint TEXT,
        pickle BLOB NOT NULL,
        usedAtMs INTEGER NOT NULL,
        -- 1 until it is in the backup.
        unsaved INTEGER NOT NULL DEFAULT 1 CHECK (unsaved IN (0, 1)),
        PRIMARY KEY (room, session)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX inboundRoomKeyUsed ON inboundRoomKey (usedAtMs);
    CREATE INDEX inboundRoomKeyByDevice ON inboundRoomKey (identityKey, usedAtMs);
    CREATE INDEX inboundRoomKeyUnsaved ON inboundRoomKey (room, session) WHERE unsaved = 1;

    CREATE TABLE seenIndex (
        -- Which event used which index of a session, so that none is read under a second name.
        room TEXT NOT NULL,
        session TEXT NOT NULL,
        number INTEGER NOT NULL,
        event TEXT NOT NULL,
        PRIMARY KEY (room, session, number)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE undecryptedEvent (
        event TEXT PRIMARY KEY,
        room TEXT NOT NULL,
        session TEXT NOT NULL,
        sender TEXT NOT NULL,
        -- The event as it came, and 1 where it is too old to be acted on.
        json TEXT NOT NULL,
        stale INTEGER NOT NULL CHECK (stale IN (0, 1)),
        receivedAtMs INTEGER NOT NULL,
        -- Until when the key is waited for before its sender is asked to say it again; null once that is done.
        askAtMs INTEGER
    ) STRICT;
    CREATE INDEX undecryptedEventBySession ON undecryptedEvent (room, session, receivedAtMs);
    CREATE INDEX undecryptedEventBySender ON undecryptedEvent (sender, receivedAtMs);
    CREATE INDEX undecryptedEventAsk ON undecryptedEvent (askAtMs) WHERE askAtMs IS NOT NULL;
    CREATE INDEX undecryptedEventAge ON undecryptedEvent (receivedAtMs);

    CREATE TABLE outboundRoomKey (
        room TEXT PRIMARY KEY,
        session TEXT NOT NULL,
        pickle BLOB NOT NULL,
        madeAtMs INTEGER NOT NULL,
        -- How many messages it has encrypted.
        used INTEGER NOT NULL DEFAULT 0,
        -- 1 when somebody who has it may not read what comes next.
        spent INTEGER NOT NULL DEFAULT 0 CHECK (spent IN (0, 1)),
        -- 1 while some device in the room may still lack it.
        incomplete INTEGER NOT NULL DEFAULT 1 CHECK (incomplete IN (0, 1))
    ) STRICT;

    CREATE TABLE sharedRoomKey (
        session TEXT NOT NULL,
        userID TEXT NOT NULL,
        deviceID TEXT NOT NULL,
        room TEXT NOT NULL,
        -- 1 has it, 2 could not be reached, 3 is not trusted with it
        state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3),
        PRIMARY KEY (session, userID, deviceID)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sharedRoomKeyByDevice ON sharedRoomKey (userID, deviceID);
    """

private let encryptedRoomSchema = """
    ALTER TABLE room ADD COLUMN algorithm TEXT;
    ALTER TABLE room ADD COLUMN rotationMs INTEGER;
    ALTER TABLE room ADD COLUMN rotationMessages INTEGER;
    ALTER TABLE room ADD COLUMN historyVisibility TEXT;
    -- There has never been another.
    UPDATE room SET algorithm = 'm.megolm.v1.aes-sha2' WHERE encrypted = 1;
    -- 1 while the bot takes part in encrypted rooms.
    ALTER TABLE session ADD COLUMN encrypts INTEGER NOT NULL DEFAULT 0 CHECK (encrypts IN (0, 1));
    -- What is sent in place of the text, made once: the same transaction id always carries the same.
    ALTER TABLE outbox ADD COLUMN ciphertext TEXT;

    CREATE TABLE fileKey (
        -- What opens an encrypted file, by where it lies.
        uri TEXT PRIMARY KEY,
        person TEXT NOT NULL,
        -- The "file" of its event.
        json TEXT NOT NULL,
        receivedAtMs INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX fileKeyByPerson ON fileKey (person);

    CREATE TABLE encryptionCount (
        -- What happened how often, for !status.
        what TEXT PRIMARY KEY,
        number INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
