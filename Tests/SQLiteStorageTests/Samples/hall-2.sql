-- Two groups with the tables of “hall 2”, which have shared a badge since before badges were kept apart, and two without one.
INSERT INTO "group" (
    id, handle, name, skeleton, sponsor, about, skills, criteria, badge, zone, workingDays, reapplyDays
) VALUES
    (2, 'rowers', 'Rowers', 'rowers', 1, '', '', '', '❤️', 'UTC', 'mon', 30),
    (3, 'sailors', 'Sailors', 'sallors', 1, '', '', '', '❤', 'UTC', 'mon', 30),
    (4, 'divers', 'Divers', 'dlvers', 1, '', '', '', '🏅', 'UTC', 'mon', 30),
    (5, 'anglers', 'Anglers', 'anglers', 1, '', '', '', '🏅', 'UTC', 'mon', 30);
UPDATE sponsor SET groupCount = 5;
