-- Joining with the tables of “joining 1”: an incomplete request, one that completed itself, one let in by a rule, and somebody
-- who is being asked.
INSERT INTO request (
    id, "group", person, message, askedAtMs, dueAtMs, state, decidedAtMs, decidedBy, rung, rungAtMs, incompleteSinceMs,
    completedAtMs, lookAtMs, isByRule
) VALUES
    (9, 1, '@nan:example.org', '', 1699960000000, 1700200000000, 'pending', NULL, NULL, 1, NULL, 1699960000000, NULL,
        1699999000000, 0),
    (10, 1, '@ole:example.org', '', 1699900000000, 1700200000000, 'pending', NULL, NULL, 1, 1700300000000, NULL,
        1699960000000, NULL, 0),
    (11, 1, '@pia:example.org', '', 1699960000000, 1700200000000, 'approved', 1699960000000, '@ada:example.org', NULL, NULL,
        NULL, NULL, NULL, 1);
UPDATE "group" SET pendingCount = pendingCount + 1, atOnceBy = '@ada:example.org', atOnceSinceMs = 1699950000000
WHERE id = 1;
UPDATE tally SET value = value + 1 WHERE name IN ('pending', 'incomplete');
INSERT INTO application (person, "group", message, beganAtMs, endsAtMs, version, asking, asked) VALUES
    ('@quin:example.org', 1, 'Please', 1699990000000, 1700000800000, 1, 3, 'abc');
INSERT INTO applicationAnswer (person, place, number, asked, content, untilDay, event, isSkipped) VALUES
    ('@quin:example.org', 0, 1, 'abc', 'The one under the stairs', NULL, '$a1', 0),
    ('@quin:example.org', 1, 2, 'abd', '', NULL, '$a2', 1);
INSERT INTO joinPace (person, lastMs, secondMs, thirdMs) VALUES ('@quin:example.org', 1699990000000, 1699980000000, NULL);
INSERT INTO answerEvent (event, person, "group", number)
SELECT '$a0', person, "group", number FROM submission LIMIT 1;
-- Questions for a reason and for questions, as they were before it was kept to whom they were put.
INSERT INTO outbox (
    id, key, kind, lane, room, mentions, subject, urgency, state, attempt, firstTryAtMs, createdAtMs, settledAtMs,
    transactionID, eventID
) VALUES
    (901, 'reason/5', 1, '!hall:example.org', '!hall:example.org', '@ada:example.org', 'refusal:5', 2, 2, 1,
        1699999990000, 1699999990000, 1699999991000, 't901', '$why'),
    (902, 'asking/5', 1, '!hall:example.org', '!hall:example.org', '@ada:example.org', 'asking:5', 2, 2, 1,
        1699999990000, 1699999990000, 1699999991000, 't902', '$what'),
    (903, 'asking/2/5', 1, '!hall:example.org', '!hall:example.org', '@ada:example.org', 'itemAsking:5/2', 2, 2, 1,
        1699999990000, 1699999990000, 1699999991000, 't903', '$which');
