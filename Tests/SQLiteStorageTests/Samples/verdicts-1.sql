-- Verdicts with the tables of “verdicts 1”: one that stands and one that does not, a waiver, evidence in a file, a look-up.
INSERT INTO itemVerdict (request, number, asked, isMet, remark, person, atMs, isOutdated) VALUES
    (5, 1, 'x', 1, '', '@ada:example.org', 1699975000000, 0),
    (5, 3, 'y', 0, 'The link is dead', '@ada:example.org', 1699975000000, 1);
INSERT INTO waiver (request, reason, person, atMs) VALUES (1, 'Wrote the book', '@ada:example.org', 1699910000000);
INSERT INTO waivedCriterion (request, number, asked) VALUES (1, 2, 'a'), (1, 4, 'b');
UPDATE requestPause SET criterion = 3 WHERE request = 5 AND number = 2;
UPDATE submission SET content = 'mxc://example.org/abc', fileName = 'insurance.pdf', fileBytes = 4096,
    fileEvent = '$file' WHERE person = '@finn:example.org';
INSERT INTO aliasLookup (event, alias, state, room, attempts, notBeforeMs, atMs) VALUES
    ('$asked', '#crew:example.org', 0, NULL, 1, 1699975005000, 1699975000000),
    ('$asked', '#hall:example.org', 1, '!hall:example.org', 0, 0, 1699975000000);
