-- Requests with the tables of “requests 1”: one on hold, one lapsed, one void; an invitation, a removal, two bans.
INSERT INTO request (
    id, "group", person, message, askedAtMs, dueAtMs, state, claimedBy, heldAtMs, decidedAtMs, decidedBy, remark,
    againDays, rung, rungAtMs
) VALUES
    (5, 1, '@gus:example.org', '', 1699960000000, 1700200000000, 'pending', '@ada:example.org', 1699970000000, NULL,
        NULL, '', NULL, 1, NULL),
    (6, 1, '@hal:example.org', '', 1699960000000, 1700200000000, 'lapsed', NULL, NULL, 1699980000000, NULL, '', NULL,
        NULL, NULL),
    (7, 1, '@ivy:example.org', '', 1699960000000, 1700200000000, 'void', NULL, NULL, 1699980000000, NULL, 'banned',
        NULL, NULL, NULL),
    (8, 1, '@jon:example.org', '', 1699960000000, 1700200000000, 'refused', NULL, NULL, 1699980000000,
        '@ada:example.org', 'Not yet', 7, NULL, NULL);
INSERT INTO requestPause (request, number, fromMs, toMs, askedBy, question, answer, isReminded, nextAtMs) VALUES
    (5, 1, 1699961000000, 1699962000000, '@ada:example.org', 'Since when?', '2016', 0, NULL),
    (5, 2, 1699970000000, NULL, '@ada:example.org', 'Where?', NULL, 0, 1700574800000);
INSERT INTO invitation (id, "group", person, invitedBy, note, sentAtMs, state, endedAtMs) VALUES
    (1, 1, '@kim:example.org', '@ada:example.org', 'Come', 1699990000000, 'open', NULL),
    (2, 1, '@lea:example.org', '@ada:example.org', '', 1699990000000, 'declined', 1699991000000);
INSERT INTO removal ("group", person, removedBy, atMs, reason) VALUES
    (1, '@gus:example.org', '@ada:example.org', 1699940000000, 'Sold answers');
INSERT INTO ban ("group", person, bannedBy, atMs, untilMs, reason, isTold) VALUES
    (1, '@ivy:example.org', '@ada:example.org', 1699980000000, NULL, 'Spam', 1),
    (1, '@max:example.org', '@ada:example.org', 1699980000000, 1699990000000, 'Spam', 0);
UPDATE "group" SET pendingCount = 2 WHERE id = 1;
UPDATE tally SET value = 2 WHERE name = 'pending';
