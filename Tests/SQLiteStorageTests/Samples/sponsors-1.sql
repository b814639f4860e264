-- The sponsor of “hall 1” is the company of a domain.
UPDATE sponsor SET proof = 'domain', domain = 'example.org' WHERE id = 1;
