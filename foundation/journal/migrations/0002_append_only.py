"""The database keeps the record: one function appends, nothing alters. There is no way back: who could take the guard
away with a release could alter what it guarded."""

from django.db import migrations

APPEND = """
CREATE FUNCTION journal_append(
    entry_at timestamptz, entry_actor uuid, entry_actor_name text,
    kinds text[], versions smallint[], subject_lists text[], bodies text[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    head journal_head%ROWTYPE;
    parts text[];
    digest bytea;
BEGIN
    -- Writers queue here in order; without it they race for the row lock and the last one waits longest.
    PERFORM pg_advisory_xact_lock(112, 1);
    SELECT * INTO STRICT head FROM journal_head WHERE id = 1 FOR UPDATE;
    FOR i IN 1 .. array_length(kinds, 1) LOOP
        head.position := head.position + 1;
        parts := ARRAY[
            head.position::text,
            to_char(entry_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            kinds[i], versions[i]::text, coalesce(entry_actor::text, ''), entry_actor_name,
            subject_lists[i], bodies[i]];
        SELECT sha256(head.hash || convert_to(string_agg(octet_length(part) || ':' || part, '' ORDER BY place), 'UTF8'))
            INTO digest FROM unnest(parts) WITH ORDINALITY AS field(part, place);
        INSERT INTO journal_entry
            (position, at, kind, version, actor_id, actor_name, subjects, body, previous_hash, hash)
            VALUES (head.position, entry_at, kinds[i], versions[i], entry_actor, entry_actor_name,
                    string_to_array(subject_lists[i], ','), bodies[i], head.hash, digest);
        head.hash := digest;
    END LOOP;
    -- Where each thing was last spoken of; rows come in one order, though the head's lock already excludes a deadlock.
    INSERT INTO journal_subject (subject, position)
        SELECT subject, max(place + head.position - array_length(kinds, 1))
        FROM unnest(subject_lists) WITH ORDINALITY AS list(names, place), unnest(string_to_array(names, ',')) AS subject
        GROUP BY subject
        ON CONFLICT (subject) DO UPDATE SET position = excluded.position;
    UPDATE journal_head SET position = head.position, hash = head.hash WHERE id = 1;
    RETURN head.position;
END $$;
"""

REFUSE = """
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER journal_entry_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_seal_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_head_kept BEFORE DELETE OR TRUNCATE ON journal_head
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();

INSERT INTO journal_head (id, position, hash) VALUES (1, 0, sha256('PSC 112'::bytea));
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(APPEND + REFUSE)]
