-- An invitation that the room does not let the bot make, with the index of “transport 2”.
INSERT INTO outbox (key, kind, lane, room, person, note, urgency, state, deadReason, createdAtMs, settledAtMs) VALUES
    ('invite/1', 5, '!members:example.org', '!members:example.org', '@finn:example.org', 'Welcome', 3, 4,
        'the room does not let the bot', 1699999990000, 1699999991000);
