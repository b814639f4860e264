-- What is watched with the tables of “watch 1”: a group in whose members' room the bot has no power, somebody who came in there,
-- and an administrator who went away.
INSERT INTO absence (person, sinceMs) VALUES ('@gus:example.org', 1699990000000);
INSERT INTO groupWatch ("group", dueAtMs, toldAtMs, troubles) VALUES (1, 1700600000000, 1699990000000, 'membersWeak');
INSERT INTO roomStir ("group", person, kind) VALUES (1, '@mallory:example.org', 2);
