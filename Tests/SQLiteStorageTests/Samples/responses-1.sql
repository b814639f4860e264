-- Responses with the columns of “responses 1”.
INSERT INTO response (
    job, person, pitch, price, atMs, standing, state, reason, decidedAtMs, availability, links, note
) VALUES
    (70, '@finn:example.org', 'I built two', '60 EUR', 1699970000000, 0, 'shortlisted', '', 1699980000000,
     'from April', 'https://a.example' || char(10) || 'https://b.example', 'Knows the harbour'),
    (70, '@fay:example.org', 'Me too', '', 1699971000000, 0, 'withdrawn', 'Found something', 1699990000000, '', '', ''),
    (70, '@gus:example.org', 'Me', '', 1699972000000, 0, 'hired', 'Come', 1699990000000, '', '', '');
