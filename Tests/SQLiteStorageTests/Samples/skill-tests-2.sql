-- What those who run a test did and saw, with the tables of “skill tests 2”.
INSERT INTO audit (atMs, person, event, change) VALUES
    (1699990000000, '@ada:example.org', '$edit', 'skillTest.edited swift-basics');
INSERT INTO testLog (entry, test, particulars) SELECT max(id), 1, 'pass 60 70' FROM audit;
INSERT INTO testReader (test, person, sinceMs) VALUES (1, '@ada:example.org', 1699990000000);
UPDATE followUp SET event = '$because';
