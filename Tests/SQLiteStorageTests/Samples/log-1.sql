-- Entries that say where they were made and whom they are about, members who left, and one person who was erased.
INSERT INTO audit (atMs, person, event, change, "group", request, room, subject) VALUES
    (1699941000000, '@sam:example.org', '$l1', 'membership.left @sam:example.org', 1, NULL, NULL, '@sam:example.org'),
    (1699942000000, NULL, '$l2', 'membership.revoked @sam:example.org', 1, NULL, NULL, '@sam:example.org'),
    (1699943000000, '@ada:example.org', '$l3', 'membership.removed @tom:example.org', 1, NULL, NULL, '@tom:example.org'),
    (1699999000000, 'erased-user-1', '$c', 'membership.left erased-user-1', 1, NULL, '!guild:example.org', 'erased-user-1');
INSERT INTO erasedPerson (person) VALUES (NULL);
