-- Criteria with the tables of “criteria 1”: two versions, a request under the first, an answer, a re-check, a notice.
UPDATE person SET freelancerSinceMs = 1699000000000 WHERE userID = '@fay:example.org';
INSERT INTO "group" (
    id, handle, name, skeleton, sponsor, about, skills, criteria, badge, zone, workingDays, reapplyDays
) SELECT 90, 'linux-crew', 'Linux Crew', 'iinuxcrew', sponsor, '', '', '', '🐧', zone, workingDays, 30
FROM "group" WHERE id = 1;
INSERT INTO criteria ("group", version, atMs, person, content) VALUES
    (1, 1, 1699980000000, '@ada:example.org',
        '{"criteria":[{"kind":{"statement":{"text":"Has shown an ID"}},"number":1}],"lastNumber":1}'),
    (1, 2, 1699990000000, '@ada:example.org', '{
        "criteria":[
            {"kind":{"statement":{"text":"Has shown an ID"}},"number":1},
            {"kind":{"group":{"handle":"linux-crew","id":90}},"number":2},
            {"kind":{"question":{"form":{"choice":{"options":["Linux","macOS"]}},"text":"What do you run?"}},"number":3},
            {"kind":{"test":{"daysAtMost":365,"minimumPercent":80,"name":"Swift"}},"number":4},
            {"kind":{"evidence":{"about":"A sample","mustExpire":true}},"number":5},
            {"kind":{"server":{"pattern":{"text":"*.example.org"}}},"number":6},
            {"kind":{"room":{"id":"!hall:example.org"}},"number":7},
            {"kind":{"freelancer":{"days":90}},"number":8},
            {"kind":{"terms":{"text":"Be kind","version":"1"}},"number":9},
            {"kind":{"code":{"hashed":{"hash":"00","salt":"s"}}},"number":10}
        ],
        "lastNumber":11,
        "rule":{"all":{"of":[
            {"any":{"of":[{"criterion":{"number":1}},{"criterion":{"number":2}},{"criterion":{"number":3}}]}},
            {"atLeast":{"count":2,"of":[
                {"criterion":{"number":4}},{"criterion":{"number":5}},{"criterion":{"number":6}},{"criterion":{"number":7}}
            ]}},
            {"not":{"rule":{"criterion":{"number":8}}}},
            {"criterion":{"number":9}},
            {"criterion":{"number":10}}
        ]}}
    }');
INSERT INTO criteriaGroup ("group", named, isWanted) VALUES (1, 90, 1);
INSERT INTO requestCriteria (request, version) VALUES (4, 1);
INSERT INTO submission (person, "group", number, asked, content, untilDay, atMs) VALUES
    ('@finn:example.org', 1, 5, 'f', 'https://example.org/sample', 20000, 1699991000000);
INSERT INTO recheck (
    "group", version, startedBy, startedAtMs, dueAtMs, afterSinceMs, afterPerson, checked, met, lost, open
) VALUES (1, 2, '@ada:example.org', 1699991000000, 1699992000000, 1699910000000, '@finn:example.org', 1, 0, 1, 0);
INSERT INTO membershipNotice ("group", person, version, atMs) VALUES (1, '@finn:example.org', 2, 1699991500000);
