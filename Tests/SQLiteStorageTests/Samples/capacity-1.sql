-- A full group with the tables of “capacity 1”, and two people who wait for a place in it.
INSERT INTO request (
    id, "group", person, message, askedAtMs, dueAtMs, state, decidedAtMs, decidedBy, remark
) VALUES
    (13, 1, '@kim:example.org', '', 1699960000000, 1700200000000, 'approved', 1699980000000, '@ada:example.org', '');
INSERT INTO invitation (id, "group", person, invitedBy, note, sentAtMs, state, endedAtMs, endsAtMs) VALUES
    (9, 1, '@lou:example.org', '@ada:example.org', '', 1699960000000, 'accepted', 1699985000000, 1701260000000);
INSERT INTO queuePlace (id, "group", person, sinceMs, request, invitation, isByRule, letInBy) VALUES
    (1, 1, '@kim:example.org', 1699980000000, 13, NULL, 0, '@ada:example.org'),
    (2, 1, '@lou:example.org', 1699985000000, NULL, 9, 0, '@ada:example.org');
UPDATE "group" SET capacity = 1, queueCount = 2, queueDueAtMs = 1699990000000 WHERE id = 1;
