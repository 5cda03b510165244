-- One entry with a gapless position, by a locked head row: what the record must write at the least.
BEGIN;
UPDATE bare_head SET position = position + 1 WHERE id = 1 RETURNING position \gset
INSERT INTO bare_entry VALUES (:position, now(), 'report.received', repeat('b', 200));
COMMIT;
