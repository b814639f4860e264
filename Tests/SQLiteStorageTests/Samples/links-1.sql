-- One account that asks another, one question that was refused, and one account that is with another.
INSERT INTO linkQuestion (asker, asked, askedAtMs, endsAtMs) VALUES
    ('@finn:new.org', '@finn:example.org', 1699990000000, 1700600000000);
INSERT INTO linkQuestion (asker, asked, askedAtMs, endsAtMs, isRefused, isOver) VALUES
    ('@mal:example.org', '@finn:example.org', 1690000000000, 1690600000000, 1, 1);
INSERT INTO accountLink (old, new, atMs) VALUES ('@gus:old.org', '@gus:example.org', 1699990000000);
