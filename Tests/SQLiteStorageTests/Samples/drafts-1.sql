-- A draft and one that was given up, with the tables of “drafts 1”; what was there before is open.
INSERT INTO "group" (
    id, handle, name, skeleton, sponsor, about, skills, criteria, badge, zone, workingDays, reapplyDays, state, wasOpened
) VALUES
    (91, 'elm-guild', 'Elm Guild', 'elmguild', 1, '', 'elm', '', '🌳', 'UTC', 'mon', 30, 'open', 0),
    (92, 'ash-guild', 'Ash Guild', 'ashguild', 1, '', '', '', '🌿', 'UTC', 'mon', 30, 'archived', 0);
INSERT INTO administrator ("group", person) VALUES (91, '@ada:example.org'), (92, '@ada:example.org');
