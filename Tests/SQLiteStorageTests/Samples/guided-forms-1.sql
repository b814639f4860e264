-- A job that is being described for a group, and a response that waits for its last word.
INSERT INTO guidedForm (person, job, "group", beganAtMs, endsAtMs, asking) VALUES
    ('@cleo:example.org', NULL, 1, 1699990000000, 1700600000000, 'about'),
    ('@fay:example.org', 1, NULL, 1699990000000, 1700600000000, NULL);
INSERT INTO guidedAnswer (person, place, field, content, event, isSkipped) VALUES
    ('@cleo:example.org', 0, 'title', 'Timetable', '$title', 0),
    ('@fay:example.org', 0, 'pitch', 'Me, please', '$pitch', 0),
    ('@fay:example.org', 1, 'price', '', '$price', 1);
