-- A bot that takes part in encrypted rooms, with the tables of “encryption 1”.
UPDATE session SET encrypts = 1;
UPDATE room SET encrypted = 1, algorithm = 'm.megolm.v1.aes-sha2', rotationMs = 3600000, rotationMessages = 50,
    historyVisibility = 'joined'
WHERE id = '!dm:example.org';
UPDATE outbox SET ciphertext = '{"ciphertext":"AwgA"}' WHERE id = 3;

INSERT INTO ownDevice (
    id, userID, deviceID, account, published, signed, keysLeft, fallbackMadeAtMs, fallbackUsed, mark, nextMark
) VALUES (1, '@guildhall:example.org', 'SAMPLE', X'01', 1, 1, 50, 1699990000000, 1, 'old', 'new');
INSERT INTO ownIdentity (id, userID, keys, published, backupKey, backupVersion) VALUES
    (1, '@guildhall:example.org', X'58', 1, X'02', '3');
INSERT INTO deviceOwner (userID, tracked, outdated, attempts, notBeforeMs, masterKey, changedAtMs) VALUES
    ('@ada:example.org', 1, 0, 0, 0, 'master', 1699980000000),
    ('@finn:example.org', 1, 2, 1, 1699999000000, NULL, NULL);
INSERT INTO device (
    userID, deviceID, identityKey, fingerprint, crossSigned, deleted, healedAtMs, ailing, claimAfterMs
) VALUES
    ('@ada:example.org', 'PHONE', 'curve', 'ed', 1, 0, 1699990000000, 1, 0),
    ('@ada:example.org', 'OLD', 'curve2', 'ed2', 0, 1, NULL, 0, 1700003600000);
INSERT INTO olmSession (identityKey, session, pickle, usedAtMs) VALUES ('curve', 'olm', X'03', 1699990000000);
INSERT INTO toDevice (id, transactionID, type, messages, room, notBeforeMs, attempts) VALUES
    (1, 'to-device-1', 'm.room.encrypted', '{}', '!dm:example.org', 0, 1);
INSERT INTO inboundRoomKey (room, session, sender, identityKey, fingerprint, pickle, usedAtMs, unsaved) VALUES
    ('!dm:example.org', 'in', '@ada:example.org', 'curve', 'ed', X'04', 1699990000000, 0);
INSERT INTO seenIndex (room, session, number, event) VALUES ('!dm:example.org', 'in', 0, '$seen');
INSERT INTO undecryptedEvent (event, room, session, sender, json, stale, receivedAtMs, askAtMs) VALUES
    ('$later', '!dm:example.org', 'none', '@ada:example.org', '{"content":{},"ts":1}', 1, 1699995000000, 1699995030000);
INSERT INTO outboundRoomKey (room, session, pickle, madeAtMs, used, spent, incomplete) VALUES
    ('!dm:example.org', 'out', X'05', 1699990000000, 7, 0, 0);
INSERT INTO sharedRoomKey (session, userID, deviceID, room, state) VALUES
    ('out', '@ada:example.org', 'PHONE', '!dm:example.org', 1);
INSERT INTO fileKey (uri, person, json, receivedAtMs) VALUES
    ('mxc://example.org/file', '@ada:example.org', '{"v":"v2"}', 1699990000000);
INSERT INTO encryptionCount (what, number) VALUES ('decrypted', 12);
