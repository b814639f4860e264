-- A small hall with the tables of “hall 1”: one group, one member, one who waits, one who was refused.
INSERT INTO sponsor (id, name, skeleton, groupCount) VALUES (1, 'Acme', 'acme', 1);
INSERT INTO sponsorOwner (sponsor, person) VALUES (1, '@ada:example.org');

INSERT INTO "group" (
    id, handle, name, skeleton, sponsor, about, skills, criteria, badge, zone, workingDays, reapplyDays, adminRoom,
    membersRoom, memberCount, pendingCount
) VALUES (
    1, 'swift-guild', 'Swift Guild', 'swiftguild', 1, 'Swift on servers', 'swift,linux', 'Two samples of your work',
    '🦜', 'Europe/Berlin', 'mon tue wed thu fri', 30, '!admins:example.org', '!guild:example.org', 1, 1
);
INSERT INTO groupSkill (skill, "group") VALUES ('swift', 1), ('linux', 1);
INSERT INTO groupWords (rowid, name, skills, sponsor, about)
VALUES (1, 'Swift Guild swift-guild', 'swift linux', 'Acme', 'Swift on servers');
INSERT INTO searchTerm (term, uses) VALUES ('swift', 1), ('guild', 1), ('acme', 1), ('linux', 1);
INSERT INTO searchVariant (variant, term) VALUES ('swift', 'swift'), ('swit', 'swift'), ('swft', 'swift');
INSERT INTO administrator ("group", person) VALUES (1, '@ada:example.org');
INSERT INTO jobsRoom (room, "group") VALUES ('!jobs:example.org', NULL), ('!guild:example.org', 1);

INSERT INTO person (userID, isFreelancer, headline, skills) VALUES
    ('@finn:example.org', 1, 'Swift since 2016', 'swift,sqlite'), ('@fay:example.org', 1, '', ''),
    ('@cleo:example.org', 0, '', '');
INSERT INTO budget (person, thousandths, countedAtMs, warned) VALUES ('@finn:example.org', 500, 1700000000000, 1);

INSERT INTO request (
    id, "group", person, message, askedAtMs, dueAtMs, state, decidedAtMs, decidedBy, remark, rung, rungAtMs
) VALUES
    (1, 1, '@finn:example.org', 'I ship.', 1699900000000, 1700200000000, 'approved', 1699910000000,
        '@ada:example.org', 'Welcome', NULL, NULL),
    (2, 1, '@fay:example.org', '', 1699900000000, 1700200000000, 'refused', 1699910000000, '@ada:example.org',
        'Samples, please', NULL, NULL),
    (3, 1, '@fred:example.org', '', 1699900000000, 1700200000000, 'withdrawn', 1699910000000, NULL, '', NULL, NULL),
    (4, 1, '@fred:example.org', 'Again', 1699950000000, 1700200000000, 'pending', NULL, NULL, '', 2, 1700100000000);
INSERT INTO membership ("group", person, sinceMs, request) VALUES (1, '@finn:example.org', 1699910000000, 1);

INSERT INTO audit (atMs, person, event, change, "group", request) VALUES
    (1699900000000, '@finn:example.org', '$a', 'request.asked', 1, 1),
    (1699910000000, '@ada:example.org', '$b', 'request.approved', 1, 1),
    (1699990000000, NULL, 'tick:1699990000000', 'request.reminded 1', NULL, 4);
UPDATE tally SET value = 1 WHERE name IN ('groups', 'memberships', 'pending');
UPDATE tally SET value = 2 WHERE name = 'freelancers';
