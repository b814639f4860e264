-- An import that was asked for in the administrators' room, with the tables of “files 1”.
UPDATE calendarImport SET room = '!admins:example.org' WHERE person = '@finn:example.org';
