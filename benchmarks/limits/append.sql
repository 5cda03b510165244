-- The rows of `gapless.sql` with an entry of our own record, by our own function.
BEGIN;
INSERT INTO bare_incident VALUES (gen_random_uuid(), now(), repeat('x', 200)) RETURNING id AS incident \gset
INSERT INTO bare_child VALUES (gen_random_uuid(), :incident, repeat('y', 80));
INSERT INTO bare_child VALUES (gen_random_uuid(), :incident, repeat('z', 80));
SELECT journal_append(now(), NULL, 'PSC 112', ARRAY['bench.entry'], ARRAY[1::smallint],
    ARRAY['report:' || (:incident)::text], ARRAY[repeat('b', 200)]);
COMMIT;
