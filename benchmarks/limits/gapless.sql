-- One incident, two children and one entry with a gapless position: what a report must write at the least.
BEGIN;
INSERT INTO bare_incident VALUES (gen_random_uuid(), now(), repeat('x', 200)) RETURNING id AS incident \gset
INSERT INTO bare_child VALUES (gen_random_uuid(), :incident, repeat('y', 80));
INSERT INTO bare_child VALUES (gen_random_uuid(), :incident, repeat('z', 80));
UPDATE bare_head SET position = position + 1 WHERE id = 1 RETURNING position \gset
INSERT INTO bare_entry VALUES (:position, now(), 'report.received', repeat('b', 200));
COMMIT;
