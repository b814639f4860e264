-- Jobs with the tables of “jobs 1”: a preview, an open one with two responses, a closed one.
INSERT INTO job (
    id, client, title, about, skills, budget, state, draftedAtMs, openedAtMs, closedAtMs, responseCount, preferredCount
) VALUES
    (1, '@cleo:example.org', 'Ferry timetable', 'Tables come as PDF.', 'swift', '900 EUR', 'open', 1699990000000,
        1699990060000, NULL, 2, 1),
    (2, '@cleo:example.org', 'Tide tables', '', '', '', 'draft', 1699990000000, NULL, NULL, 0, 0),
    (3, '@cleo:example.org', 'Logo', '', 'drawing', '', 'closed', 1699990000000, 1699990060000, 1699999990000, 0, 0);
INSERT INTO jobGroup (job, position, "group", isOpen) VALUES (1, 0, 1, 1), (3, 0, 1, 0);
INSERT INTO jobSkill (skill, job) VALUES ('swift', 1);
INSERT INTO jobWords (rowid, title, skills, groups, about)
VALUES (1, 'Ferry timetable', 'swift', 'swift-guild', 'Tables come as PDF.');

INSERT INTO response (job, person, pitch, price, atMs, changedAtMs, revision, standing) VALUES
    (1, '@fay:example.org', 'Me too', '60 EUR', 1699991000000, NULL, 1, 0),
    (1, '@finn:example.org', 'I built two', '', 1699992000000, 1699993000000, 2, -1);
INSERT INTO responseMembership (job, person, "group", sinceMs, leftAtMs) VALUES
    (1, '@finn:example.org', 1, 1699910000000, NULL);
UPDATE tally SET value = 1 WHERE name = 'openJobs';
UPDATE tally SET value = 3 WHERE name = 'lastJob';
