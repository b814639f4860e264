-- Somebody who knocks on the members' room of “hall 1”, and an invitation of all its members that has come half-way.
INSERT INTO occupant (room, person, presence) VALUES ('!guild:example.org', '@fay:example.org', 3);
INSERT INTO knock (room, person, eventID, reason) VALUES ('!guild:example.org', '@fay:example.org', '$knock', 'Me too');
INSERT INTO walk ("group", task, beganAtMs, afterSinceMs, afterPerson, done, dueAtMs)
VALUES (1, 1, 1699999000000, 1699910000000, '@finn:example.org', 1, 1700000060000);
