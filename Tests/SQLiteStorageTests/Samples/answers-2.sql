-- Answers with the tables of “answers 2”: a question that a file answered.
INSERT INTO applicationAnswer (person, place, number, asked, content, untilDay, event, isSkipped, isFile) VALUES
    ('@quin:example.org', 2, 4, 'abe', '', NULL, '$a4', 0, 1);
