-- Entries that say where they were made and whom they are about, and one person who was erased.
INSERT INTO audit (atMs, person, event, change, "group", request, room, subject) VALUES
    (1699999000000, 'erased-user-1', '$c', 'membership.left erased-user-1', 1, NULL, '!guild:example.org', 'erased-user-1');
INSERT INTO erasedPerson (person) VALUES (NULL);
