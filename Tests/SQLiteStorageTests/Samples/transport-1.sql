-- Rows of a bot that was stopped in the middle of its work, with the tables of “transport 1”.
UPDATE session SET
    userID = '@guildhall:example.org', deviceID = 'SAMPLE', homeserver = 'https://example.org', accessToken = 'access',
    refreshToken = 'refresh', expiresAtMs = 1700000600000, position = 's41', filterID = '7', filterHash = 'hash',
    running = 1, syncedAtMs = 1700000000000;

INSERT INTO inbox (eventID, kind, room, sender, body, pills, mentionsBot, replyTo, receivedAtMs, state) VALUES
    ('$handled', 1, '!hall:example.org', '@finn:example.org', NULL, NULL, 0, NULL, 1699999990000, 1),
    ('$waiting', 1, '!hall:example.org', '@finn:example.org', '!help', '[["Ada","@ada:example.org"]]', 1, '$e0',
        1700000000000, 0),
    ('tick:1700000000000', 5, NULL, NULL, NULL, NULL, 0, NULL, 1700000000000, 0),
    ('$parked', 1, '!hall:example.org', '@finn:example.org', '!profile', NULL, 0, NULL, 1699999990000, 2);

INSERT INTO quarantine (room, eventID, reason, excerpt, receivedAtMs) VALUES
    ('!hall:example.org', '$bad', 'no sender', '{"type":"m.room.message"}', 1700000000000);

INSERT INTO outbox (
    id, key, kind, lane, room, person, body, html, subject, target, urgency, state, attempt, firstTryAtMs, createdAtMs,
    settledAtMs, transactionID, eventID
) VALUES
    (1, 'answer/$handled/0', 1, '!hall:example.org', '!hall:example.org', NULL, 'Card', '<p>Card</p>', 'request:1',
        NULL, 2, 2, 1, 1699999990000, 1699999990000, 1699999991000, 't1', '$card'),
    (2, 'offer/1', 3, '!hall:example.org', '!hall:example.org', NULL, NULL, NULL, NULL, 1, 1, 1, 1, 1699999992000,
        1699999992000, NULL, 't2', NULL),
    (3, 'decision/1', 1, '@finn:example.org', NULL, '@finn:example.org', 'Welcome', NULL, NULL, NULL, 3, 0, 0, NULL,
        1699999993000, NULL, NULL, NULL);

INSERT INTO room (id, membership, name, powerLevels, creators, version, lastEventID) VALUES
    ('!hall:example.org', 2, 'Hall', '{"users":{"@ada:example.org":50}}', '@olga:example.org', '11', '$waiting');

INSERT INTO room (id, membership, directWith, version) VALUES ('!dm:example.org', 2, '@ada:example.org', '12');

INSERT INTO occupant (room, person, presence) VALUES
    ('!hall:example.org', '@ada:example.org', 2), ('!hall:example.org', '@finn:example.org', 2),
    ('!dm:example.org', '@ada:example.org', 2);

INSERT INTO directRoom (person, room, generation, state, unlisted) VALUES
    ('@ada:example.org', '!dm:example.org', 1, 2, 0), ('@finn:example.org', NULL, 2, 1, 1);
