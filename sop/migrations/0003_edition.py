"""One row tells every process whether the rules have changed."""

from django.db import migrations, models

MARK = """
INSERT INTO sop_edition (id, mark, changed_at) VALUES (1, gen_random_uuid(), now());

CREATE FUNCTION sop_edition_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE sop_edition SET mark = gen_random_uuid(), changed_at = now() WHERE id = 1;
    RETURN NULL;
END $$;

CREATE TRIGGER sop_version_changes_edition AFTER INSERT OR UPDATE OR DELETE ON sop_procedure_version
    FOR EACH STATEMENT EXECUTE FUNCTION sop_edition_changed();
CREATE TRIGGER sop_type_changes_edition AFTER INSERT OR UPDATE OR DELETE ON sop_incident_type
    FOR EACH STATEMENT EXECUTE FUNCTION sop_edition_changed();
"""

UNDO = """
DROP TRIGGER sop_version_changes_edition ON sop_procedure_version;
DROP TRIGGER sop_type_changes_edition ON sop_incident_type;
DROP FUNCTION sop_edition_changed();
DELETE FROM sop_edition;
"""


class Migration(migrations.Migration):
    dependencies = [("sop", "0002_frozen")]
    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("mark", models.UUIDField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={"db_table": "sop_edition"},
        ),
        migrations.RunSQL(MARK, UNDO),
    ]
