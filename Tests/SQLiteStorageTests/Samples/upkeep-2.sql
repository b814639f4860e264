-- Re-checks with the tables of “upkeep 2”: a notice that one gave, and one that has ended.
UPDATE upkeep SET noticeRecheckMs = 1699900000000 WHERE noticeAtMs IS NOT NULL;
UPDATE "group" SET recheckedMs = 1699900000000, membersVersionBefore = 1 WHERE id = 90;
