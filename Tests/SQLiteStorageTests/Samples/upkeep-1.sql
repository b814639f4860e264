-- Memberships that are looked after with the tables of “upkeep 1”: a warning, and a criterion that is not held against one.
INSERT INTO upkeep ("group", person, dueAtMs, warnedOfDay, warnedDays) VALUES
    (1, '@nora:example.org', 1700500000000, 19690, 7);
INSERT INTO keptCriterion ("group", person, number, asked, keptBy, atMs, reason) VALUES
    (1, '@finn:example.org', 2, 'f', '@ada:example.org', 1699995000000, 'Knows everybody there');
UPDATE "group" SET membersVersion = 2 WHERE id = 90;
