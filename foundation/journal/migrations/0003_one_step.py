"""A step of the chain is one statement, and what an entry speaks of is a row in a tree instead of a list in a GIN.

Everything a step does is done while the head is locked and everybody else waits, so what counts is how little it is:
moving the head, chaining and writing the entry in one statement take about half the time of doing them in turn.
Writers queue for the head's row; a lock before it that makes the queue fair halves the longest wait, and costs a
tenth of all (`benchmarks/journal.py`).
"""

from importlib import import_module

from django.db import migrations, models

APPEND = """
DROP FUNCTION journal_append(timestamptz, uuid, text, text[], smallint[], text[], text[]);
CREATE FUNCTION journal_append(
    entry_at timestamptz, entry_actor uuid, entry_actor_name text,
    kinds text[], versions smallint[], subject_lists text[], bodies text[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    at_text text := to_char(entry_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    actor_text text := coalesce(entry_actor::text, '');
    version_text text;
    fields text;
    last bigint;
BEGIN
    FOR i IN 1 .. array_length(kinds, 1) LOOP
        version_text := versions[i]::text;
        -- All that is chained but the position, which only the head knows; each part with its length before it.
        fields := octet_length(at_text) || ':' || at_text
            || octet_length(kinds[i]) || ':' || kinds[i]
            || octet_length(version_text) || ':' || version_text
            || octet_length(actor_text) || ':' || actor_text
            || octet_length(entry_actor_name) || ':' || entry_actor_name
            || octet_length(subject_lists[i]) || ':' || subject_lists[i]
            || octet_length(bodies[i]) || ':' || bodies[i];
        WITH head AS (
            UPDATE journal_head SET position = position + 1, hash = sha256(hash || convert_to(
                octet_length((position + 1)::text) || ':' || (position + 1)::text || fields, 'UTF8'))
            WHERE id = 1
            RETURNING new.position AS place, old.hash AS previous, new.hash AS digest
        ), spoken AS (
            INSERT INTO journal_subject (subject, position)
                SELECT unnest(string_to_array(subject_lists[i], ',')), place FROM head
        )
        INSERT INTO journal_entry
            (position, at, kind, version, actor_id, actor_name, subjects, body, previous_hash, hash)
            SELECT place, entry_at, kinds[i], versions[i], entry_actor, entry_actor_name,
                string_to_array(subject_lists[i], ','), bodies[i], previous, digest FROM head
            RETURNING position INTO STRICT last;
    END LOOP;
    RETURN last;
END $$;
"""

BEFORE = import_module("foundation.journal.migrations.0002_append_only").APPEND
UNDO = f"DROP FUNCTION journal_append(timestamptz, uuid, text, text[], smallint[], text[], text[]); {BEFORE}"

# `DISTINCT`: an entry of an earlier release may name a thing twice.
SPOKEN = """
INSERT INTO journal_subject (subject, position)
    SELECT DISTINCT subject, position FROM journal_entry, unnest(subjects) AS subject;
"""
LAST_SPOKEN = """
INSERT INTO journal_subject (subject, position)
    SELECT subject, max(position) FROM journal_entry, unnest(subjects) AS subject GROUP BY subject;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]
    operations = [
        migrations.RemoveIndex("journalentry", "journal_entry_subjects"),
        migrations.RunSQL(migrations.RunSQL.noop, LAST_SPOKEN),
        migrations.DeleteModel("JournalSubject"),
        migrations.CreateModel(
            name="JournalSubject",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "subject", "position", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject", models.TextField(db_collation="C")),
                ("position", models.BigIntegerField()),
            ],
            options={"db_table": "journal_subject"},
        ),
        migrations.RunSQL(SPOKEN, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND, UNDO),
    ]
