-- Tests with the tables of “skill tests 1”: one that was taken by three, with each kind of question, and all that comes of it.
INSERT INTO skillTest (
    id, handle, name, skeleton, sponsor, syllabus, rules, state, questionCount, lastNumber, attempts, takers, passes,
    percents, runningCount
) VALUES
    (1, 'swift-basics', 'Swift Basics', 'swiftbasics', 1, 'Optionals',
        '{"asksFollowUp":true,"attemptsPerYear":4,"draws":[{"count":2,"topic":"basics"},{"count":1}],"firstWaitDays":1,"isMarked":true,"limit":{"whole":{"minutes":20}},"passPercent":60,"validDays":365,"visibility":"percentile","waitDays":14}',
        'open', 5, 7, 1, 1, 1, 80, 1),
    (2, 'old-test', 'Old Test', 'oidtest', 1, '',
        '{"asksFollowUp":false,"draws":[],"isMarked":false,"limit":{"perQuestion":{"seconds":60}},"passPercent":80,"visibility":"pass","waitDays":0}',
        'draft', 0, 0, 0, 0, 0, 0, 0);
INSERT INTO testQuestion (id, test, number, fingerprint, topic, content, state, answers, points, milliseconds, scores,
    pointsSquared, scoresSquared, pointsByScores)
VALUES
    (1, 1, 1, 'f1', 'basics',
        '{"kind":{"choice":{"isMultiple":true,"options":[{"share":500,"text":"let"},{"share":500,"text":"var"},{"share":-1000,"text":"val"}]}},"text":"What declares?","title":"q1","topic":"basics"}',
        'active', 1, 1000, 9000, 70, 1000000, 4900, 70000),
    (2, 1, 2, 'f2', 'basics',
        '{"kind":{"trueFalse":{"isTrue":true}},"text":"A struct is a value.","title":"","topic":"basics"}',
        'active', 0, 0, 0, 0, 0, 0, 0),
    (3, 1, 3, 'f3', '',
        '{"kind":{"short":{"accepted":[{"pattern":"guard*","share":1000}]}},"text":"Leaves early?","title":"","topic":""}',
        'active', 0, 0, 0, 0, 0, 0, 0),
    (4, 1, 4, 'f4', '',
        '{"kind":{"number":{"accepted":[{"from":3.14,"share":1000,"through":3.15}]}},"text":"Pi?","title":"","topic":""}',
        'active', 0, 0, 0, 0, 0, 0, 0),
    (5, 1, 5, 'f5', '',
        '{"kind":{"matching":{"others":["heap"],"pairs":[{"left":"struct","right":"value"},{"left":"class","right":"reference"}]}},"text":"Match","title":"","topic":""}',
        'active', 0, 0, 0, 0, 0, 0, 0),
    (6, 1, 6, 'f6', '', '{"kind":{"trueFalse":{"isTrue":false}},"text":"Old","title":"","topic":""}',
        'retired', 0, 0, 0, 0, 0, 0, 0),
    (7, 1, 7, 'f7', '', '{"kind":{"trueFalse":{"isTrue":false}},"text":"Wrong","title":"","topic":""}',
        'void', 0, 0, 0, 0, 0, 0, 0);
INSERT INTO testAllowance (test, person, percent) VALUES (1, '@fay:example.org', 25);
INSERT INTO attempt (
    id, test, person, number, seed, startedAtMs, questionCount, position, shownAtMs, endsAtMs, questionMs, passPercent,
    dueAtMs, outcome, endedAtMs, points, counted, top, takers
) VALUES
    (1, 1, '@finn:example.org', 1, -1, 1699900000000, 3, 2, 1699900060000, 1699901200000, NULL, 60, NULL, 'passed',
        1699900090000, 2400, 3, 5, 40),
    (2, 1, '@fay:example.org', 1, 7, 1699999000000, 2, 1, 1699999060000, 1700000500000, NULL, 60, 1700000505000, NULL,
        NULL, NULL, NULL, NULL, NULL),
    (3, 1, '@fred:example.org', 1, 8, 1699900000000, 1, 0, 1699900000000, NULL, 60000, 60, NULL, 'void', 1699909000000,
        0, 1, NULL, NULL);
INSERT INTO attemptItem (attempt, position, question, mark, response, event, answeredAtMs, tookMs, points) VALUES
    (1, 0, 1, 3, '{"options":{"indices":[0,1]}}', '$t1', 1699900030000, 9000, 1000),
    (1, 1, 3, 0, '{"text":{"_0":"guard"}}', '$t2', 1699900060000, 8000, 1000),
    (1, 2, 4, 1, '{"number":{"_0":3.1}}', NULL, 1699900090000, 7000, 400),
    (2, 0, 5, 0, '{"sides":{"indices":[0,1]}}', '$t3', 1699999050000, 5000, 1000),
    (2, 1, 1, 2, NULL, NULL, NULL, NULL, NULL),
    (3, 0, 2, 0, '{"none":{}}', NULL, 1699900060000, 60000, 0);
INSERT INTO attemptTap (attempt, position, option, event) VALUES (2, 1, 2, '$tap2'), (2, 1, 0, '$tap1');
INSERT INTO testScore (test, percent, count) VALUES (1, 80, 1), (1, 40, 3);
INSERT INTO testPass (person, test, attempt, percent, top, takers, atMs, untilDay, isShown, isLatest, noticeAtMs) VALUES
    ('@finn:example.org', 1, 1, 80, 5, 40, 1699900090000, 20040, 0, 1, 1730246400000);
INSERT INTO followUp (attempt, position, askedAtMs, answer) VALUES (1, 1, 1699900100000, 'It must leave the scope');
INSERT INTO testRescoring (question, voidedBy, dueAtMs, after, looked, passed) VALUES
    (7, '@ada:example.org', 1699990000000, 1, 5, 1);
INSERT INTO testImport (id, person, test, name, uri, askedAtMs, state, content, failure) VALUES
    (1, '@ada:example.org', 1, 'more.gift', 'mxc://example.org/gift', 1699990000000, 2, CAST('{T}' AS BLOB), NULL);
UPDATE tally SET value = 3 WHERE name = 'lastAttempt';
UPDATE tally SET value = 7 WHERE name = 'lastTestQuestion';
UPDATE tally SET value = 2 WHERE name = 'lastSkillTest';
UPDATE tally SET value = 1 WHERE name = 'lastTestImport';
