-- Somebody who was refused and wants a hint, one who had it, and a round that is under way, with the tables of “hints 1”.
INSERT INTO personSettings (person, hints) VALUES ('@fay:example.org', 1), ('@rex:example.org', 1);
UPDATE request SET hintedAtMs = 1699990000000 WHERE id = 12;
INSERT INTO hintWanted ("group", person, request) SELECT "group", person, id FROM request WHERE id = 2;
INSERT INTO hintRound ("group", before, after, dueAtMs) VALUES (1, 1, '@abel:example.org', 1699990000000);
