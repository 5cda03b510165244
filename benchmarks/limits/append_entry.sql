-- One entry into our own record, chained and indexed, by our own function: not a limit, but what it is compared with.
SELECT journal_append(now(), NULL, 'PSC 112', ARRAY['bench.entry'], ARRAY[1::smallint],
    ARRAY['report:' || gen_random_uuid()], ARRAY[repeat('b', 200)]);
