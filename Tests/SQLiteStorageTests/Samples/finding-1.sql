-- Somebody who agreed to be found, by a word of theirs, and whom the client of a job has invited.
INSERT OR REPLACE INTO person (userID, isFreelancer, headline, skills, isFindable, availableDay)
VALUES ('@gus:example.org', 1, 'Harbours', '', 1, 0);
INSERT INTO findToken (token, rank, person) VALUES
    ('*', 999, '@gus:example.org'), ('w:harbours', 999, '@gus:example.org');
INSERT INTO jobInvitation (job, person, atMs) VALUES (70, '@gus:example.org', 1699990000000);
