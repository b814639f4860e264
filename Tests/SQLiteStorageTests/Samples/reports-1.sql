-- A job that is held, and what was reported of it; a third report was settled before.
INSERT INTO job (id, client, title, about, skills, budget, state, draftedAtMs, openedAtMs, closedAtMs, heldAtMs)
VALUES (72, '@cleo:example.org', 'Pay to work', '', '', '', 'closed', 1699890000000, 1699900000000, 1699990000000,
    1699990000000);
INSERT INTO jobReport (job, person, reason, atMs, isOpen) VALUES
    (72, '@finn:example.org', 'A fee', 1699970000000, 1),
    (72, '@fay:example.org', '', 1699980000000, 1),
    (72, '@gus:example.org', 'Odd', 1699960000000, 0);
