"""Drafts are saved at every pause of typing and must not make every process compile its rules again; who wrote,
signed and approved a version that ruled is as frozen as its text."""

from django.db import migrations

SQL = """
DROP TRIGGER sop_version_changes_edition ON sop_procedure_version;
CREATE TRIGGER sop_version_begins_edition AFTER INSERT ON sop_procedure_version
    FOR EACH ROW WHEN (NEW.status IN ('in_force', 'retired')) EXECUTE FUNCTION sop_edition_changed();
CREATE TRIGGER sop_version_changes_edition AFTER UPDATE ON sop_procedure_version
    FOR EACH ROW WHEN (OLD.status IN ('in_force', 'retired') OR NEW.status IN ('in_force', 'retired'))
    EXECUTE FUNCTION sop_edition_changed();

CREATE FUNCTION sop_version_life_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.revision <> OLD.revision OR NEW.authors <> OLD.authors THEN
        RAISE EXCEPTION 'version % is % and frozen: make a new version', OLD.id, OLD.status
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status IN ('in_force', 'retired') AND (
        (NEW.approved_by_id, NEW.approved_at, NEW.submitted_at, NEW.restores, NEW.emergency_by_id,
            NEW.emergency_reason, NEW.emergency_until)
        IS DISTINCT FROM
        (OLD.approved_by_id, OLD.approved_at, OLD.submitted_at, OLD.restores, OLD.emergency_by_id,
            OLD.emergency_reason, OLD.emergency_until)
        OR (OLD.emergency_kept_at IS NOT NULL AND NEW.emergency_kept_at IS DISTINCT FROM OLD.emergency_kept_at)
    ) THEN
        RAISE EXCEPTION 'version % is % and frozen: make a new version', OLD.id, OLD.status
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sop_version_life_guarded BEFORE UPDATE ON sop_procedure_version
    FOR EACH ROW WHEN (OLD.status <> 'draft') EXECUTE FUNCTION sop_version_life_guard();
"""

UNDO = """
DROP TRIGGER sop_version_life_guarded ON sop_procedure_version;
DROP FUNCTION sop_version_life_guard();
DROP TRIGGER sop_version_begins_edition ON sop_procedure_version;
DROP TRIGGER sop_version_changes_edition ON sop_procedure_version;
CREATE TRIGGER sop_version_changes_edition AFTER INSERT OR UPDATE OR DELETE ON sop_procedure_version
    FOR EACH STATEMENT EXECUTE FUNCTION sop_edition_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("sop", "0004_life_of_a_version")]
    operations = [migrations.RunSQL(SQL, UNDO)]
