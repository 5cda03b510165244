"""The database keeps the law: what is signed is not rewritten, and two versions never rule at once."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION sop_version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' OR (TG_OP = 'DELETE' AND OLD.status <> 'draft') THEN
        RAISE EXCEPTION 'a procedure version that has left the draft is kept: % refused', TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.status <> 'draft' AND NEW.content IS DISTINCT FROM OLD.content THEN
            RAISE EXCEPTION 'version % is % and frozen: make a new version', OLD.id, OLD.status
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        IF OLD.status IN ('in_force', 'retired') AND (
            NEW.number <> OLD.number OR NEW.procedure_id <> OLD.procedure_id
            OR NEW.created_at <> OLD.created_at OR NEW.in_force_from <> OLD.in_force_from
            OR NEW.status NOT IN (OLD.status, 'retired')
            OR (OLD.medical_approved_at IS NOT NULL AND (
                NEW.medical_approved_at IS DISTINCT FROM OLD.medical_approved_at
                OR NEW.medical_approved_by_id IS DISTINCT FROM OLD.medical_approved_by_id))
            OR (OLD.status = 'retired' AND NEW.in_force_until IS DISTINCT FROM OLD.in_force_until)
        ) THEN
            RAISE EXCEPTION 'version % is % and frozen: make a new version', OLD.id, OLD.status
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    IF NEW.status IN ('in_force', 'retired') THEN
        -- Whoever puts another version in force waits here, so that the look below sees it.
        PERFORM 1 FROM sop_procedure WHERE id = NEW.procedure_id FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT 1 FROM sop_procedure_version other
            WHERE other.procedure_id = NEW.procedure_id AND other.id <> NEW.id
                AND other.status IN ('in_force', 'retired')
                AND tstzrange(other.in_force_from, other.in_force_until)
                    && tstzrange(NEW.in_force_from, NEW.in_force_until)
        ) THEN
            RAISE EXCEPTION 'two versions of procedure % would be in force at once', NEW.procedure_id
                USING ERRCODE = 'exclusion_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER sop_version_guarded BEFORE INSERT OR UPDATE OR DELETE ON sop_procedure_version
    FOR EACH ROW EXECUTE FUNCTION sop_version_guard();
CREATE TRIGGER sop_version_kept BEFORE TRUNCATE ON sop_procedure_version
    FOR EACH STATEMENT EXECUTE FUNCTION sop_version_guard();
"""

UNDO = """
DROP TRIGGER sop_version_guarded ON sop_procedure_version;
DROP TRIGGER sop_version_kept ON sop_procedure_version;
DROP FUNCTION sop_version_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("sop", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, UNDO)]
