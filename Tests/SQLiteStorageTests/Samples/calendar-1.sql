-- A group with hours, holidays and a record, a person with settings, and a file, with the tables of “calendar 1”.
UPDATE "group" SET opens = 540, closes = 1020 WHERE id = 1;
INSERT INTO holiday ("group", day, name) VALUES (1, 20811, 'Christmas Eve');
INSERT INTO redating ("group", changedAtMs, dueAtMs, after, moved) VALUES (1, 1699990000000, 1699990000000, 0, 3);
INSERT INTO reminded ("group", rung, atMs) VALUES (1, 1, 1699990000000);
INSERT INTO waitTally ("group", day, waited, count) VALUES (1, 19670, 1, 1), (1, 19670, 2, 2);
INSERT INTO promiseTally ("group", day, kept, missed, decidedAtMs) VALUES (1, 19670, 2, 1, 1699530000000);
INSERT INTO personSettings (person, zone, quietFrom, quietUntil, digest, digestAtMs)
VALUES ('@finn:example.org', 'Europe/Paris', 1320, 480, 'daily', 1700050000000);
INSERT INTO heldNotice (key, person, body, html, createdAtMs, dueAtMs) VALUES
    ('decision/1', '@finn:example.org', 'Welcome', NULL, 1699990000000, 1699990001000),
    ('decision/2', '@finn:example.org', NULL, NULL, 1699980000000, NULL);
INSERT INTO attachment (event, room, sender, name, uri, bytes, receivedAtMs)
VALUES ('$file', '!hall:example.org', '@finn:example.org', 'days.ics', 'mxc://example.org/days', 15, 1699990000000);
INSERT INTO calendarImport (id, person, "group", name, uri, askedAtMs, state, content, failure)
VALUES (1, '@finn:example.org', 1, 'days.ics', 'mxc://example.org/days', 1699990000000, 2,
    CAST('BEGIN:VCALENDAR' AS BLOB), NULL);
UPDATE tally SET value = 1 WHERE name = 'lastCalendarImport';
