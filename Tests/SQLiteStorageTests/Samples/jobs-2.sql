-- A closed job and an open one with the tables of “jobs 2”, of which respondents are still to be told.
INSERT INTO job (
    id, client, title, about, skills, budget, state, draftedAtMs, openedAtMs, closedAtMs, payBasis, payLow, payHigh,
    payCurrency, place, startDay, length, deadlineDay, people, isClientHidden, preferredFrom, outcome, expiresAtMs,
    nextAtMs, editedAtMs, bumpedAtMs, writtenIn
) VALUES
    (70, '@cleo:example.org', 'Timetable', '', '', '', 'open', 1699960000000, 1699961000000, NULL, 'hourly', 6000, 8000,
     'EUR', 'remote', -1, '3 months', 19700, 2, 1, 2, NULL, 1702166400000, 1701734400000, 1699970000000, 1699980000000,
     '$posting'),
    (71, '@cleo:example.org', 'Logo', '', '', 'to be discussed', 'closed', 1699960000000, 1699961000000, 1699990000000,
     NULL, NULL, NULL, NULL, '', NULL, '', NULL, 1, 0, 1, 'filled', NULL, NULL, NULL, NULL, '$logo');
INSERT INTO jobWords (rowid, title, skills, groups, about) VALUES (70, 'Timetable', '', '', '');
INSERT INTO jobRound (number, job, news, after, dueAtMs) VALUES
    (1, 70, 'changed budget,start', '@finn:example.org', 1699970000000), (2, 71, 'closed', NULL, 1699990000000);
