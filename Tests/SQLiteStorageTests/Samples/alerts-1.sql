-- Two alerts, what they have found, and what is still to be looked through and announced, with the tables of “alerts 1”.
INSERT INTO jobAlert (
    id, person, number, pace, words, skills, groups, place, isRemote, payBasis, payCurrency, payLeast, isForOwnGroups,
    isForOwnSkills
) VALUES
    (1, '@finn:example.org', 1, 'daily', 'ferry line', 'swift,c++', '1', 'berlin', 1, 'hourly', 'EUR', 6000, 0, 0),
    (3, '@finn:example.org', 2, 'atOnce', '', '', '', '', 0, NULL, NULL, NULL, 1, 1);
INSERT INTO jobAlertToken (token, alert) VALUES ('group:1', 1), ('group:1', 3);
UPDATE tally SET value = 3 WHERE name = 'lastAlert';
INSERT INTO jobMatching (job, token, alert, dueAtMs) VALUES (1, '', 0, 1699990000000), (70, 'group:1', 1, 1699991000000);
INSERT INTO jobFind (person, job, waitsFor) VALUES ('@finn:example.org', 1, 'daily'), ('@finn:example.org', 70, NULL);
INSERT INTO jobDigest (person, pace, dueAtMs) VALUES ('@finn:example.org', 'daily', 1699990000000);
INSERT INTO jobAnnouncing (job, occasion, groups, afterRoom, dueAtMs) VALUES (70, '', '0,1', '!jobs:example.org', 1699990000000);
