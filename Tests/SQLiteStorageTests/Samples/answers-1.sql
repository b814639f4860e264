-- Answers with the tables of “answers 1”: one whose message is known, a file that was withdrawn, a room that was replaced.
UPDATE requestPause SET answerEvent = '$since' WHERE request = 5 AND number = 1;
INSERT INTO submission (
    person, "group", number, asked, content, atMs, fileName, fileBytes, fileEvent, fileKind, withdrawnAtMs
) VALUES
    ('@gus:example.org', 1, 1, 'x', '', 1699970000000, NULL, NULL, NULL, NULL, 1699971000000),
    ('@hal:example.org', 1, 1, 'x', 'mxc://example.org/def', 1699970000000, 'a.png', 9, '$picture', 'm.image', NULL);
UPDATE attachment SET kind = 'm.file';
INSERT INTO outbox (key, kind, lane, room, body, file, urgency, state, createdAtMs, settledAtMs) VALUES
    ('file/5', 1, '!hall:example.org', '!hall:example.org', 'Of #5',
        '{"kind":"m.image","name":"insurance.png","uri":"mxc://example.org/abc"}', 2, 4, 1699999990000, 1699999991000);
INSERT INTO roomMove (room, replacement) VALUES ('!hall:example.org', '!new:example.org');
