-- An applicant who has left every room, with the tables of “sight 1”.
INSERT INTO sightChange (person, dueAtMs) VALUES ('@finn:example.org', 1699990000000);
