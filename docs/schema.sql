-- The tables of the bot's file, as all migrations together leave them.
-- Written by the tests: UPDATE_SCHEMA=1 swift test --filter MigrationTests

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
, file TEXT, ciphertext TEXT) STRICT;
CREATE INDEX outboxReady ON outbox (urgency DESC, id) WHERE state = 0;
CREATE INDEX outboxLane ON outbox (lane, urgency DESC, id) WHERE state = 0;
CREATE INDEX outboxUnderWay ON outbox (transactionID) WHERE state IN (1, 3);
CREATE INDEX outboxSubject ON outbox (subject) WHERE subject IS NOT NULL;
CREATE INDEX outboxTarget ON outbox (target) WHERE target IS NOT NULL;
CREATE INDEX outboxMergedInto ON outbox (mergedInto) WHERE mergedInto IS NOT NULL;
CREATE INDEX outboxEvent ON outbox (eventID) WHERE subject IS NOT NULL;
CREATE INDEX outboxDead ON outbox (id) WHERE state = 4;
CREATE INDEX outboxSettledAnswer ON outbox (settledAtMs) WHERE plain = 1 AND state IN (2, 5);

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
, joinRule TEXT, algorithm TEXT, rotationMs INTEGER, rotationMessages INTEGER, historyVisibility TEXT) STRICT;
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
, awaySinceMs INTEGER, encrypts INTEGER NOT NULL DEFAULT 0 CHECK (encrypts IN (0, 1))) STRICT;

CREATE TABLE sponsor (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    -- Two names with one skeleton look alike to the eye, so only one of them may exist.
    skeleton TEXT NOT NULL UNIQUE,
    groupCount INTEGER NOT NULL DEFAULT 0
, addedAtMs INTEGER, proof TEXT NOT NULL DEFAULT 'none' CHECK (proof IN ('none', 'domain', 'word')), domain TEXT, suspendedFor TEXT) STRICT;

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
, opens INTEGER NOT NULL DEFAULT 0, closes INTEGER NOT NULL DEFAULT 1440, state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paused', 'archived')), stateReason TEXT NOT NULL DEFAULT '', suspendedFor TEXT, membersVersion INTEGER, noticeCount INTEGER NOT NULL DEFAULT 0, atOnceBy TEXT, atOnceSinceMs INTEGER CHECK ((atOnceBy IS NULL) = (atOnceSinceMs IS NULL)), vacantSinceMs INTEGER, recheckedMs INTEGER, membersVersionBefore INTEGER, capacity INTEGER CHECK (capacity > 0), queueCount INTEGER NOT NULL DEFAULT 0, queueDueAtMs INTEGER, wasOpened INTEGER NOT NULL DEFAULT 1 CHECK (wasOpened IN (0, 1))) STRICT;
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

CREATE TABLE person (
    userID TEXT NOT NULL PRIMARY KEY,
    isFreelancer INTEGER NOT NULL CHECK (isFreelancer IN (0, 1)),
    headline TEXT NOT NULL,
    skills TEXT NOT NULL
, freelancerSinceMs INTEGER, isFindable INTEGER NOT NULL DEFAULT 0 CHECK (isFindable IN (0, 1)), availableDay INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE budget (
    -- How many more commands a person may give: see Budget.
    person TEXT NOT NULL PRIMARY KEY,
    thousandths INTEGER NOT NULL,
    countedAtMs INTEGER NOT NULL,
    warned INTEGER NOT NULL CHECK (warned IN (0, 1))
) STRICT, WITHOUT ROWID;

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
, room TEXT, subject TEXT) STRICT;
CREATE INDEX auditByGroup ON audit ("group", id) WHERE "group" IS NOT NULL;
CREATE INDEX auditByRequest ON audit (request, id) WHERE request IS NOT NULL;

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
    preferredCount INTEGER NOT NULL DEFAULT 0, payBasis TEXT CHECK (payBasis IN ('fixed', 'hourly')), payLow INTEGER, payHigh INTEGER, payCurrency TEXT, place TEXT NOT NULL DEFAULT '', startDay INTEGER, length TEXT NOT NULL DEFAULT '', deadlineDay INTEGER, people INTEGER NOT NULL DEFAULT 1, isClientHidden INTEGER NOT NULL DEFAULT 0, preferredFrom INTEGER NOT NULL DEFAULT 1, outcome TEXT
    CHECK (outcome IN ('hired', 'filled', 'cancelled', 'expired', 'removed')), expiresAtMs INTEGER, nextAtMs INTEGER, editedAtMs INTEGER, bumpedAtMs INTEGER, writtenIn TEXT, heldAtMs INTEGER CHECK (heldAtMs IS NULL OR (state = 'closed' AND outcome IS NULL)), isRemote INTEGER NOT NULL DEFAULT 0 CHECK (isRemote IN (0, 1)), mayHaveFinds INTEGER NOT NULL DEFAULT 0 CHECK (mayHaveFinds IN (0, 1)),
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
    standing INTEGER NOT NULL CHECK (standing <= 0), state TEXT NOT NULL DEFAULT 'sent'
    CHECK (state IN ('sent', 'shortlisted', 'hired', 'declined', 'withdrawn')), reason TEXT NOT NULL DEFAULT '', decidedAtMs INTEGER, availability TEXT NOT NULL DEFAULT '', links TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', folded TEXT NOT NULL DEFAULT '', tests INTEGER NOT NULL DEFAULT 0 CHECK (tests <= 0),
    PRIMARY KEY (job, person)
) STRICT, WITHOUT ROWID;
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
CREATE INDEX outboxDoor ON outbox (room, person) WHERE kind IN (5, 6) AND state IN (0, 4);
CREATE INDEX groupByBadge ON "group" (
    -- Without the sign that asks for the coloured form. Not UNIQUE: groups from before may share a badge.
    replace(badge, char(65039), '')
-- The badge of those who chose none.
) WHERE badge <> '🏅';

CREATE TABLE criteria (
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    -- From 1; the highest one holds for new requests.
    version INTEGER NOT NULL CHECK (version > 0),
    atMs INTEGER NOT NULL,
    person TEXT NOT NULL,
    -- The whole set as JSON: see CriteriaSet.
    content TEXT NOT NULL CHECK (length(CAST(content AS BLOB)) <= 65536),
    PRIMARY KEY ("group", version)
) STRICT, WITHOUT ROWID;

CREATE TABLE criteriaGroup (
    -- Which groups the present criteria of a group name.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    named INTEGER NOT NULL REFERENCES "group" (id),
    -- 1 where its members are wanted, 0 where only people who are not in it are.
    isWanted INTEGER NOT NULL CHECK (isWanted IN (0, 1)),
    PRIMARY KEY ("group", named)
) STRICT, WITHOUT ROWID;
CREATE INDEX criteriaGroupByNamed ON criteriaGroup (named, "group");

CREATE TABLE requestCriteria (
    -- The version that a request is judged by; without a row, its group had no criteria when it was asked.
    request INTEGER PRIMARY KEY REFERENCES request (id),
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE submission (
    -- What somebody gave to a criterion: an answer, a link, or their word.
    person TEXT NOT NULL,
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    number INTEGER NOT NULL,
    -- What exactly was asked: see Criterion.Kind.fingerprint.
    asked TEXT NOT NULL,
    content TEXT NOT NULL CHECK (length(CAST(content AS BLOB)) <= 4096),
    -- The last day on which evidence holds, in days since 1970.
    untilDay INTEGER,
    atMs INTEGER NOT NULL, fileName TEXT, fileBytes INTEGER, fileEvent TEXT, fileKind TEXT, withdrawnAtMs INTEGER,
    PRIMARY KEY (person, "group", number)
) STRICT, WITHOUT ROWID;

CREATE TABLE recheck (
    -- Members held against criteria that changed, a batch at a time: see Recheck.
    "group" INTEGER NOT NULL PRIMARY KEY REFERENCES "group" (id),
    version INTEGER NOT NULL,
    startedBy TEXT NOT NULL,
    startedAtMs INTEGER NOT NULL,
    dueAtMs INTEGER NOT NULL,
    -- The last member that was checked, in the order in which they joined.
    afterSinceMs INTEGER,
    afterPerson TEXT,
    checked INTEGER NOT NULL,
    met INTEGER NOT NULL,
    lost INTEGER NOT NULL,
    open INTEGER NOT NULL, untilDay INTEGER, sinceMs INTEGER NOT NULL DEFAULT 0,
    CHECK ((afterSinceMs IS NULL) = (afterPerson IS NULL))
) STRICT;
CREATE INDEX recheckDue ON recheck (dueAtMs);

CREATE TABLE holiday (
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    -- Days since 1 January 1970.
    day INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY ("group", day)
) STRICT, WITHOUT ROWID;

CREATE TABLE redating (
    -- The calendar of the group has changed: its open requests are dated anew, some at each tick.
    "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
    changedAtMs INTEGER NOT NULL,
    dueAtMs INTEGER NOT NULL,
    -- The last request that was looked at.
    after INTEGER NOT NULL DEFAULT 0,
    moved INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX redatingDue ON redating (dueAtMs);

CREATE TABLE reminded (
    -- When a group's administrators were last reminded by each step of the ladder: a list is sent once, however
    -- many requests came to the step together.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    rung INTEGER NOT NULL,
    atMs INTEGER NOT NULL,
    PRIMARY KEY ("group", rung)
) STRICT, WITHOUT ROWID;

CREATE TABLE waitTally (
    -- How many requests were decided on a day after so many business days, 30 for all that waited longer.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    day INTEGER NOT NULL,
    waited INTEGER NOT NULL CHECK (waited BETWEEN 0 AND 30),
    count INTEGER NOT NULL,
    PRIMARY KEY ("group", day, waited)
) STRICT, WITHOUT ROWID;

CREATE TABLE promiseTally (
    -- How many promises were kept on a day and how many missed, and when the last decision of the day was.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    day INTEGER NOT NULL,
    kept INTEGER NOT NULL DEFAULT 0,
    missed INTEGER NOT NULL DEFAULT 0,
    decidedAtMs INTEGER,
    PRIMARY KEY ("group", day)
) STRICT, WITHOUT ROWID;

CREATE TABLE personSettings (
    person TEXT NOT NULL PRIMARY KEY,
    zone TEXT,
    -- Quiet hours, in minutes since midnight; both or none.
    quietFrom INTEGER,
    quietUntil INTEGER,
    digest TEXT NOT NULL DEFAULT 'off' CHECK (digest IN ('off', 'daily', 'weekly')),
    -- When the next list is due.
    digestAtMs INTEGER, digestSentAtMs INTEGER, hints INTEGER NOT NULL DEFAULT 0 CHECK (hints IN (0, 1)),
    CHECK ((quietFrom IS NULL) = (quietUntil IS NULL)),
    CHECK ((digest = 'off') = (digestAtMs IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX personSettingsDigest ON personSettings (digestAtMs) WHERE digestAtMs IS NOT NULL;

CREATE TABLE heldNotice (
    -- What a person is told when their quiet hours end.
    id INTEGER PRIMARY KEY,
    -- What makes this the same thing when it is decided again.
    key TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    -- Cleared once told.
    body TEXT,
    html TEXT,
    createdAtMs INTEGER NOT NULL,
    -- Null once told.
    dueAtMs INTEGER
) STRICT;
CREATE INDEX heldNoticeDue ON heldNotice (dueAtMs, id) WHERE dueAtMs IS NOT NULL;
CREATE INDEX heldNoticeByPerson ON heldNotice (person) WHERE dueAtMs IS NOT NULL;
CREATE INDEX heldNoticeTold ON heldNotice (createdAtMs) WHERE dueAtMs IS NULL;

CREATE TABLE attachment (
    -- A file that somebody sent alone with the bot: only where it lies, never what it holds.
    event TEXT NOT NULL PRIMARY KEY,
    room TEXT NOT NULL,
    sender TEXT NOT NULL,
    name TEXT NOT NULL,
    uri TEXT NOT NULL,
    bytes INTEGER,
    receivedAtMs INTEGER NOT NULL
, isEncrypted INTEGER NOT NULL DEFAULT 0 CHECK (isEncrypted IN (0, 1)), kind TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX attachmentBySender ON attachment (sender, receivedAtMs);
CREATE INDEX attachmentReceived ON attachment (receivedAtMs);

CREATE TABLE calendarImport (
    -- An iCalendar file that is fetched, shown to whoever sent it, and taken over on their word: one a person.
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL UNIQUE,
    "group" INTEGER NOT NULL REFERENCES "group" (id),
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
, room TEXT) STRICT;
CREATE INDEX calendarImportWanted ON calendarImport (notBeforeMs) WHERE state = 0;
CREATE INDEX calendarImportFetched ON calendarImport (askedAtMs) WHERE state = 1;
CREATE INDEX calendarImportAsked ON calendarImport (askedAtMs);

CREATE TABLE "inbox" (
    -- The order of arrival, which is the order of handling.
    id INTEGER PRIMARY KEY,
    -- Compared byte by byte. An event that comes twice is stored once; that is all there is to it.
    eventID TEXT NOT NULL UNIQUE CHECK (length(CAST(eventID AS BLOB)) BETWEEN 1 AND 600),
    -- 1 message, 2 reaction, 3 redaction, 4 arrival in a direct room, 5 tick, 6 knock, 7 knock taken back: see
    -- InboxEvent.Kind, which alone says what there is, so that another one needs no new table.
    kind INTEGER NOT NULL CHECK (kind > 0),
    -- Null for a tick, which happens nowhere and is said by nobody.
    room TEXT,
    sender TEXT,
    -- What was said, or the reason of a knock. Cleared once handled.
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

CREATE TABLE knock (
    -- Who waits at the door of a room: there as long as occupant says 3. Kept for rooms that become members' rooms.
    room TEXT NOT NULL,
    person TEXT NOT NULL,
    eventID TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (room, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX outboxDoorReady ON outbox (room) WHERE kind IN (5, 6) AND state = 0;

CREATE TABLE walk (
    -- Something that is done for every member of a group: see Walk.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    -- 1 inviting to the members' room, 2 disbanding after the group was archived
    task INTEGER NOT NULL CHECK (task > 0),
    beganAtMs INTEGER NOT NULL,
    -- The last member that was looked at; null at the beginning.
    afterSinceMs INTEGER,
    afterPerson TEXT,
    done INTEGER NOT NULL,
    dueAtMs INTEGER NOT NULL,
    PRIMARY KEY ("group", task),
    CHECK ((afterSinceMs IS NULL) = (afterPerson IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX walkDue ON walk (dueAtMs);
CREATE INDEX groupListed ON "group" (handle) WHERE state <> 'archived';
CREATE INDEX groupListedBySponsor ON "group" (sponsor, handle) WHERE state <> 'archived';
CREATE INDEX auditByPerson ON audit (person, id) WHERE person IS NOT NULL;
CREATE INDEX auditBySubject ON audit (subject, id) WHERE subject IS NOT NULL;

CREATE TABLE erasedPerson (
    -- Who was erased is erased-user-1, erased-user-2 … in the log.
    number INTEGER PRIMARY KEY,
    -- Set only while the log is rewritten, which is in one transaction.
    person TEXT
) STRICT;
CREATE INDEX erasedPersonNow ON erasedPerson (person) WHERE person IS NOT NULL;
CREATE TRIGGER auditKept BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the log is never shortened');
END;
CREATE TRIGGER auditFixed BEFORE UPDATE ON audit
WHEN NEW.id <> OLD.id OR NEW.atMs <> OLD.atMs OR NEW.event <> OLD.event OR NEW."group" IS NOT OLD."group"
    OR NEW.request IS NOT OLD.request OR NEW.room IS NOT OLD.room
    OR NOT EXISTS (
        SELECT 1 FROM erasedPerson e WHERE e.person IS NOT NULL
            AND (NEW.person IS OLD.person
                OR (OLD.person IS e.person AND NEW.person IS 'erased-user-' || e.number))
            AND (NEW.subject IS OLD.subject
                OR (OLD.subject IS e.person AND NEW.subject IS 'erased-user-' || e.number))
            AND (NEW.change = OLD.change
                OR (OLD.subject IS e.person AND NEW.change =
                    substr(OLD.change, 1, length(OLD.change) - length(e.person)) || 'erased-user-' || e.number)))
BEGIN
    SELECT RAISE(ABORT, 'the log is never altered');
END;

CREATE TABLE "request" (
    id INTEGER PRIMARY KEY,
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    message TEXT NOT NULL,
    askedAtMs INTEGER NOT NULL,
    dueAtMs INTEGER NOT NULL,
    -- 'pending' is whatever is open: claimed with claimedBy, awaiting its applicant with heldAtMs.
    state TEXT NOT NULL
        CHECK (state IN ('pending', 'approved', 'refused', 'withdrawn', 'lapsed', 'void')),
    claimedBy TEXT,
    -- Since when the clock stands, because the applicant has a question to answer.
    heldAtMs INTEGER,
    decidedAtMs INTEGER,
    decidedBy TEXT,
    -- The note of an approval, the reason of a refusal, or why a request is void.
    remark TEXT NOT NULL DEFAULT '',
    -- After how many days a refusal lets the person ask again; null for what the group has set.
    againDays INTEGER CHECK (againDays BETWEEN 0 AND 365),
    -- The next step of the ladder of reminders, and when it comes; null when there is none.
    -- While the clock stands there is a next step, and no time for it.
    rung INTEGER,
    rungAtMs INTEGER, incompleteSinceMs INTEGER CHECK (
    incompleteSinceMs IS NULL
    OR (state = 'pending' AND rungAtMs IS NULL AND heldAtMs IS NULL AND claimedBy IS NULL)
), completedAtMs INTEGER, lookAtMs INTEGER CHECK (lookAtMs IS NULL OR incompleteSinceMs IS NOT NULL), isByRule INTEGER NOT NULL DEFAULT 0 CHECK (isByRule = 0 OR state = 'approved'), mayAskAtMs INTEGER CHECK (mayAskAtMs IS NULL OR state = 'refused'), hintedAtMs INTEGER CHECK (hintedAtMs IS NULL OR state = 'refused'),
    CHECK ((state = 'pending') = (decidedAtMs IS NULL)),
    CHECK ((state IN ('approved', 'refused')) = (decidedBy IS NOT NULL)),
    CHECK (state = 'pending' OR (rungAtMs IS NULL AND claimedBy IS NULL AND heldAtMs IS NULL)),
    CHECK (heldAtMs IS NULL OR rungAtMs IS NULL),
    CHECK (againDays IS NULL OR state = 'refused')
) STRICT;

CREATE TABLE "membership" (
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    sinceMs INTEGER NOT NULL,
    -- Null for who came in by an invitation.
    request INTEGER REFERENCES request (id),
    PRIMARY KEY ("group", person)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX requestOpen ON request ("group", person) WHERE state = 'pending';
CREATE INDEX requestOpenByPerson ON request (person, id) WHERE state = 'pending';
CREATE INDEX requestRefused ON request (person, "group", decidedAtMs) WHERE state = 'refused';
CREATE INDEX requestRung ON request (rungAtMs) WHERE rungAtMs IS NOT NULL;
CREATE INDEX requestClaimed ON request ("group", claimedBy, id) WHERE claimedBy IS NOT NULL;
CREATE INDEX requestByApplicant ON request (person, "group", id);
CREATE INDEX membershipByPerson ON membership (person, sinceMs);
CREATE INDEX membershipBySince ON membership ("group", sinceMs, person);

CREATE TABLE requestPause (
    -- A question to the applicant, and with it a time in which the clock stood.
    request INTEGER NOT NULL REFERENCES request (id),
    number INTEGER NOT NULL,
    fromMs INTEGER NOT NULL,
    -- Null as long as the clock stands.
    toMs INTEGER,
    askedBy TEXT NOT NULL,
    question TEXT NOT NULL,
    -- Null where there was none before the request closed.
    answer TEXT,
    isReminded INTEGER NOT NULL DEFAULT 0 CHECK (isReminded IN (0, 1)),
    -- When the bot reminds the applicant, and then when the request lapses.
    nextAtMs INTEGER, criterion INTEGER, answerEvent TEXT, lapsesAtMs INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (request, number),
    CHECK ((toMs IS NULL) = (nextAtMs IS NOT NULL)),
    CHECK (answer IS NULL OR toMs IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX requestPauseOpen ON requestPause (request) WHERE toMs IS NULL;
CREATE INDEX requestPauseNext ON requestPause (nextAtMs) WHERE nextAtMs IS NOT NULL;

CREATE TABLE invitation (
    id INTEGER PRIMARY KEY,
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    invitedBy TEXT NOT NULL,
    note TEXT NOT NULL,
    sentAtMs INTEGER NOT NULL,
    -- One that was left open too long stays 'open', and counts as none: see Invitation.
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'void')),
    endedAtMs INTEGER, overAtMs INTEGER CHECK (overAtMs IS NULL OR state = 'open'), endsAtMs INTEGER NOT NULL DEFAULT 0,
    CHECK ((state = 'open') = (endedAtMs IS NULL))
) STRICT;
CREATE INDEX invitationAccepted ON invitation (person, "group", endedAtMs) WHERE state = 'accepted';

CREATE TABLE removal (
    id INTEGER PRIMARY KEY,
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    removedBy TEXT NOT NULL,
    atMs INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX removalByPerson ON removal (person, "group", atMs);

CREATE TABLE ban (
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    bannedBy TEXT NOT NULL,
    atMs INTEGER NOT NULL,
    -- Null for one that does not end by itself. One that is over counts as none: see Ban.
    untilMs INTEGER,
    reason TEXT NOT NULL,
    -- Whether the person was told when it was set.
    isTold INTEGER NOT NULL CHECK (isTold IN (0, 1)),
    PRIMARY KEY ("group", person)
) STRICT, WITHOUT ROWID;

CREATE TABLE itemVerdict (
    -- An administrator's verdict on one criterion of a request: the last one that was given.
    request INTEGER NOT NULL REFERENCES request (id),
    number INTEGER NOT NULL,
    -- What exactly was judged: see Criterion.Kind.fingerprint.
    asked TEXT NOT NULL,
    isMet INTEGER NOT NULL CHECK (isMet IN (0, 1)),
    remark TEXT NOT NULL,
    person TEXT NOT NULL,
    atMs INTEGER NOT NULL,
    -- 1 where the applicant gave something else since.
    isOutdated INTEGER NOT NULL DEFAULT 0 CHECK (isOutdated IN (0, 1)),
    PRIMARY KEY (request, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE waiver (
    -- Why somebody was let in who did not meet the criteria.
    request INTEGER PRIMARY KEY REFERENCES request (id),
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    atMs INTEGER NOT NULL
) STRICT;

CREATE TABLE waivedCriterion (
    request INTEGER NOT NULL REFERENCES waiver (request),
    number INTEGER NOT NULL,
    asked TEXT NOT NULL,
    PRIMARY KEY (request, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE aliasLookup (
    -- A room's alias in a command, which waits in the inbox until the homeserver has said where it leads.
    event TEXT NOT NULL,
    alias TEXT NOT NULL,
    -- 0 to be looked up, 1 found, 2 there is none, 3 the homeserver could not say
    state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    room TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    notBeforeMs INTEGER NOT NULL DEFAULT 0,
    atMs INTEGER NOT NULL,
    PRIMARY KEY (event, alias),
    CHECK ((state = 1) = (room IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX aliasLookupWanted ON aliasLookup (notBeforeMs) WHERE state = 0;
CREATE INDEX aliasLookupAt ON aliasLookup (atMs);

CREATE TABLE upkeep (
    -- Memberships that are to be looked at, and nothing else: see Upkeep.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    dueAtMs INTEGER NOT NULL,
    -- The last warning: the day on which the evidence runs out, and how many days before it that was.
    warnedOfDay INTEGER,
    warnedDays INTEGER,
    -- The notice: the version of the criteria, since when, the last day to put it right, and the criteria of which
    -- the member was told, joined by spaces.
    noticeVersion INTEGER,
    noticeAtMs INTEGER,
    noticeLastDay INTEGER,
    noticeNumbers TEXT,
    -- The last day of the evidence that it is about, where it was given on that day.
    noticeUntilDay INTEGER, noticeRecheckMs INTEGER,
    PRIMARY KEY ("group", person),
    CHECK ((warnedOfDay IS NULL) = (warnedDays IS NULL)),
    CHECK ((noticeAtMs IS NULL) = (noticeVersion IS NULL)),
    CHECK ((noticeAtMs IS NULL) = (noticeLastDay IS NULL)),
    CHECK ((noticeAtMs IS NULL) = (noticeNumbers IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX upkeepDue ON upkeep (dueAtMs);

CREATE TABLE keptCriterion (
    -- A criterion that is not held against a member, as long as it asks exactly this: see Keeping.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    number INTEGER NOT NULL,
    asked TEXT NOT NULL,
    keptBy TEXT NOT NULL,
    atMs INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY ("group", person, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE criteriaRoom (
    -- The rooms that the present criteria of a group name.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    room TEXT NOT NULL,
    PRIMARY KEY ("group", room)
) STRICT, WITHOUT ROWID;
CREATE INDEX criteriaRoomByRoom ON criteriaRoom (room, "group");
CREATE INDEX requestPendingByGroup ON request ("group", id) WHERE state = 'pending' AND incompleteSinceMs IS NULL;
CREATE INDEX requestIncomplete ON request (person) WHERE incompleteSinceMs IS NOT NULL;
CREATE INDEX requestIncompleteByGroup ON request ("group", id) WHERE incompleteSinceMs IS NOT NULL;
CREATE INDEX requestLookAt ON request (lookAtMs) WHERE lookAtMs IS NOT NULL;

CREATE TABLE application (
    -- What somebody is being asked before they have asked to join: see Application.
    person TEXT NOT NULL PRIMARY KEY,
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    message TEXT NOT NULL,
    beganAtMs INTEGER NOT NULL,
    endsAtMs INTEGER NOT NULL,
    version INTEGER NOT NULL,
    -- The criterion that waits for an answer, and what exactly was asked.
    asking INTEGER NOT NULL,
    asked TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX applicationEnds ON application (endsAtMs);

CREATE TABLE applicationAnswer (
    person TEXT NOT NULL REFERENCES application (person),
    -- The order in which they were given.
    place INTEGER NOT NULL,
    number INTEGER NOT NULL,
    asked TEXT NOT NULL,
    content TEXT NOT NULL CHECK (length(CAST(content AS BLOB)) <= 4096),
    untilDay INTEGER,
    event TEXT NOT NULL,
    isSkipped INTEGER NOT NULL CHECK (isSkipped IN (0, 1)), isFile INTEGER NOT NULL DEFAULT 0 CHECK (isFile IN (0, 1)),
    PRIMARY KEY (person, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE answerEvent (
    -- The message in which somebody gave a submission, for as long as that one stands.
    event TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    "group" INTEGER NOT NULL,
    number INTEGER NOT NULL,
    FOREIGN KEY (person, "group", number) REFERENCES submission (person, "group", number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX answerEventBySubmission ON answerEvent (person, "group", number);

CREATE TABLE joinPace (
    -- When a person joined or left last, the latest first: see JoinPace.
    person TEXT NOT NULL PRIMARY KEY,
    lastMs INTEGER NOT NULL,
    secondMs INTEGER,
    thirdMs INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE absence (
    -- Administrators who have left every room that the bot shared with them.
    person TEXT NOT NULL PRIMARY KEY,
    sinceMs INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE groupWatch (
    -- Groups about whose rooms or administrators something has changed: see GroupWatch.
    "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
    -- Null as long as there is nothing to look at.
    dueAtMs INTEGER,
    toldAtMs INTEGER,
    -- Since the bot came into the members' room: whoever it finds there until then was there before.
    deafUntilMs INTEGER,
    -- What administrators know of, joined by spaces.
    troubles TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX groupWatchDue ON groupWatch (dueAtMs) WHERE dueAtMs IS NOT NULL;

CREATE TABLE roomStir (
    -- Who was taken out of a members' room by hand, or let in, since the bot last looked.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    kind INTEGER NOT NULL CHECK (kind > 0),
    PRIMARY KEY ("group", person)
) STRICT, WITHOUT ROWID;
CREATE INDEX requestPauseAnswered ON requestPause (answerEvent) WHERE answerEvent IS NOT NULL;
CREATE INDEX submissionByFile ON submission (fileEvent) WHERE fileEvent IS NOT NULL;
CREATE INDEX invitationOver ON invitation (overAtMs) WHERE overAtMs IS NOT NULL;

CREATE TABLE roomMove (
    -- A room that was replaced by another, as the bot has seen for itself: criteria that name it mean both.
    room TEXT NOT NULL PRIMARY KEY,
    replacement TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX roomMoveByReplacement ON roomMove (replacement);
CREATE INDEX invitationOpen ON invitation ("group", endsAtMs) WHERE state = 'open';
CREATE INDEX invitationByPerson ON invitation (person, "group", endsAtMs) WHERE state = 'open';

CREATE TABLE endedMembership (
    -- How the last membership of a person in a group ended.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    atMs INTEGER NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('left', 'removed', 'expired', 'revoked')),
    PRIMARY KEY ("group", person)
) STRICT, WITHOUT ROWID;

CREATE TABLE cardRound (
    -- What the open cards of a group say is out of date: they are shown anew, some at each tick.
    "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
    dueAtMs INTEGER NOT NULL,
    -- The last request whose card was shown.
    after INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX cardRoundDue ON cardRound (dueAtMs);
CREATE INDEX groupQueueDue ON "group" (queueDueAtMs) WHERE queueDueAtMs IS NOT NULL;

CREATE TABLE queuePlace (
    -- Who was let in while the group was full, in the order in which they come in: see QueuePlace.
    id INTEGER PRIMARY KEY,
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    sinceMs INTEGER NOT NULL,
    -- By what they were let in.
    request INTEGER REFERENCES request (id),
    invitation INTEGER REFERENCES invitation (id),
    isByRule INTEGER NOT NULL CHECK (isByRule IN (0, 1)),
    letInBy TEXT NOT NULL,
    CHECK ((request IS NULL) <> (invitation IS NULL)),
    CHECK (isByRule = 0 OR request IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX queuePlaceByPerson ON queuePlace (person, "group");
CREATE INDEX queuePlaceInOrder ON queuePlace ("group", id);

CREATE TABLE sightChange (
    -- Applicants who have left every room with the bot, or have come back, and whose cards do not show that yet.
    person TEXT NOT NULL PRIMARY KEY,
    dueAtMs INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sightChangeDue ON sightChange (dueAtMs);

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
, answers INTEGER NOT NULL DEFAULT 0, milliseconds INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE INDEX skillTestOpen ON skillTest (handle) WHERE state = 'open';
CREATE INDEX skillTestBySponsor ON skillTest (sponsor, handle);

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
    pointsByScores INTEGER NOT NULL DEFAULT 0, suspicions INTEGER NOT NULL DEFAULT 0, lead TEXT NOT NULL DEFAULT '',
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
CREATE UNIQUE INDEX attemptRunning ON attempt (person) WHERE outcome IS NULL;
CREATE INDEX attemptRunningByTest ON attempt (test) WHERE outcome IS NULL;
CREATE INDEX attemptDue ON attempt (dueAtMs) WHERE outcome IS NULL;
CREATE INDEX attemptAbandoned ON attempt (id) WHERE awayTooLong = 1;
CREATE INDEX attemptByPerson ON attempt (person, test, id);
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
, event TEXT) STRICT;

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
CREATE INDEX jobDue ON job (nextAtMs) WHERE nextAtMs IS NOT NULL;
CREATE INDEX jobWrittenIn ON job (writtenIn) WHERE writtenIn IS NOT NULL;

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
CREATE INDEX responseComing ON response (job, atMs, person);
CREATE INDEX responseHired ON response (job) WHERE state = 'hired';

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
CREATE INDEX banOfPerson ON ban (person);
CREATE INDEX endedMembershipOfPerson ON endedMembership (person);
CREATE INDEX invitationOfPerson ON invitation (person);
CREATE INDEX jobOfClient ON job (client);

CREATE TABLE hintWanted (
    -- Who was refused last by a group, wants a hint, and had none yet: see personSettings.hints.
    "group" INTEGER NOT NULL REFERENCES "group" (id),
    person TEXT NOT NULL,
    -- The request that was refused.
    request INTEGER NOT NULL UNIQUE REFERENCES request (id),
    PRIMARY KEY ("group", person)
) STRICT, WITHOUT ROWID;
CREATE INDEX hintWantedByPerson ON hintWanted (person);

CREATE TABLE hintRound (
    -- The criteria of the group have changed: those of hintWanted are looked at, some at each tick.
    "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
    -- The version that held before the first change that the round is about.
    before INTEGER NOT NULL,
    -- The last one who was looked at; null at the beginning.
    after TEXT,
    dueAtMs INTEGER NOT NULL
) STRICT;
CREATE INDEX hintRoundDue ON hintRound (dueAtMs);
CREATE INDEX attachmentByRoom ON attachment (room, receivedAtMs);

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

CREATE TABLE jobReport (
    job INTEGER NOT NULL REFERENCES job (id),
    person TEXT NOT NULL,
    -- In their words; empty for a tap.
    reason TEXT NOT NULL,
    atMs INTEGER NOT NULL,
    -- Whether it waits for an operator's word.
    isOpen INTEGER NOT NULL DEFAULT 1 CHECK (isOpen IN (0, 1)),
    PRIMARY KEY (job, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobHeldByClient ON job (client) WHERE heldAtMs IS NOT NULL;
CREATE INDEX jobReportOpen ON jobReport (job, atMs) WHERE isOpen = 1;
CREATE INDEX jobReportByPerson ON jobReport (person, atMs);
CREATE INDEX jobPostedByClient ON job (client, openedAtMs) WHERE openedAtMs IS NOT NULL;

CREATE TABLE findToken (
    -- Something that a listed person is found by, such as s:swift for a skill, w:ferry for a word and g:12 for a
    -- group; * is everybody. Made anew whenever the profile or a membership changes.
    token TEXT NOT NULL,
    -- In which order they are listed: by the day from which they have time, then by their badges.
    rank INTEGER NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (token, rank, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX findTokenByPerson ON findToken (person);

CREATE TABLE jobInvitation (
    job INTEGER NOT NULL REFERENCES job (id),
    person TEXT NOT NULL,
    atMs INTEGER NOT NULL,
    PRIMARY KEY (job, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX jobInvitationByPerson ON jobInvitation (person, atMs);

CREATE TABLE completionRound (
    -- The incomplete requests of the group are looked at anew, some at each tick: see CompletionRound.
    "group" INTEGER PRIMARY KEY REFERENCES "group" (id),
    -- The last request that was looked at; 0 at the beginning.
    after INTEGER NOT NULL DEFAULT 0,
    dueAtMs INTEGER NOT NULL
) STRICT;
CREATE INDEX completionRoundDue ON completionRound (dueAtMs);

CREATE TABLE testLog (
    -- Which entries of the audit are about which test; nothing about attempts.
    entry INTEGER PRIMARY KEY REFERENCES audit (id),
    test INTEGER NOT NULL REFERENCES skillTest (id),
    -- What the entry does not say: which numbers questions have, by how much time is longer, what an edit changed.
    particulars TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX testLogByTest ON testLog (test, entry);

CREATE TABLE testReader (
    -- Who was shown questions of a test by those who run it, or has written some: they don't take it any more.
    test INTEGER NOT NULL REFERENCES skillTest (id),
    person TEXT NOT NULL,
    sinceMs INTEGER NOT NULL,
    PRIMARY KEY (test, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX testReaderByPerson ON testReader (person);
CREATE INDEX testQuestionBySuspicion ON testQuestion (
    test, suspicions DESC, iif(answers > 0, points / answers, 1001), number
) WHERE state = 'active';
CREATE INDEX testQuestionByLead ON testQuestion (test, lead);
CREATE INDEX upkeepNotice ON upkeep ("group") WHERE noticeAtMs IS NOT NULL;
CREATE INDEX followUpByEvent ON followUp (event) WHERE event IS NOT NULL;
CREATE INDEX jobOpenRemote ON job (id) WHERE state = 'open' AND isRemote = 1;

CREATE VIRTUAL TABLE jobWords USING fts5(
    title, skills, groups, place, about, content='', prefix='2 3', tokenize='unicode61 remove_diacritics 2'
);

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
CREATE INDEX jobWithFinds ON job (closedAtMs) WHERE mayHaveFinds = 1;
CREATE INDEX responseRanked ON response (job, standing, tests, atMs, person);

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
