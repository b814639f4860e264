-- A round through the incomplete requests of a group that has come as far as #5, with the tables of “completions 1”.
INSERT OR REPLACE INTO completionRound ("group", after, dueAtMs) VALUES (1, 5, 1699990000000);
