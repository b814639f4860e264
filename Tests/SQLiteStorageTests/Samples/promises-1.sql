-- Promises with the tables of “promises 1”: somebody refused with a day, one whose membership ended, and cards on their way.
INSERT INTO request (
    id, "group", person, message, askedAtMs, dueAtMs, state, decidedAtMs, decidedBy, remark, mayAskAtMs
) VALUES
    (12, 1, '@rex:example.org', '', 1699960000000, 1700200000000, 'refused', 1699980000000, '@ada:example.org', 'Not yet',
        1702508400000);
INSERT INTO endedMembership ("group", person, atMs, how) VALUES (1, '@rex:example.org', 1699950000000, 'expired');
INSERT INTO cardRound ("group", dueAtMs, after) VALUES (1, 1699990000000, 5);
