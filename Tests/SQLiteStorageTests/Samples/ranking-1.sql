-- Who has passed a test of the requested groups, by the column of “ranking 1”.
UPDATE response SET standing = -1, tests = -1 WHERE job = 70 AND person = '@gus:example.org';
UPDATE response SET standing = -1 WHERE job = 70 AND person = '@finn:example.org';
