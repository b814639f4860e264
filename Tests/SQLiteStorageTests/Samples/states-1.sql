-- The group of “hall 1” takes no new requests for now.
UPDATE "group" SET state = 'paused', stateReason = 'Back soon' WHERE id = 1;
