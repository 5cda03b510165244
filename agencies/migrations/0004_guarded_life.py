"""The database keeps the longer life of a decree, its scan, and every agency that was ever named."""

from django.db import migrations

GUARDS = """
CREATE OR REPLACE FUNCTION agencies_decree_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'decrees are kept: TRUNCATE refused' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status = 'draft' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    -- Only the end may be set, and what ended it; never back to draft, nothing once it is over.
    IF TG_OP = 'DELETE'
        OR NEW.status = 'draft'
        OR (OLD.status = 'in_force' AND NEW.status = 'enacted')
        OR (OLD.status NOT IN ('enacted', 'in_force') AND NEW IS DISTINCT FROM OLD)
        OR (to_jsonb(NEW) - 'status' - 'in_force_until') <> (to_jsonb(OLD) - 'status' - 'in_force_until')
    THEN
        RAISE EXCEPTION 'decree % is % and frozen: % refused', OLD.id, OLD.status, TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER agencies_replacement_guarded BEFORE INSERT OR UPDATE OR DELETE ON agencies_replacement
    FOR EACH ROW EXECUTE FUNCTION agencies_decree_part_guard();
CREATE TRIGGER agencies_replacement_kept BEFORE TRUNCATE ON agencies_replacement
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_decree_part_guard();

-- The signed paper may come late, once; what is there stays as it is when the decree is no draft any more.
CREATE FUNCTION agencies_scan_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' OR (SELECT status FROM agencies_decree WHERE id = OLD.decree_id FOR SHARE) <> 'draft' THEN
        RAISE EXCEPTION 'the scan of a decree is kept: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER agencies_scan_guarded BEFORE UPDATE OR DELETE ON agencies_scan
    FOR EACH ROW EXECUTE FUNCTION agencies_scan_guard();
CREATE TRIGGER agencies_scan_kept BEFORE TRUNCATE ON agencies_scan
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_scan_guard();

-- History names agencies by their row: one that ends is retired.
CREATE FUNCTION agencies_agency_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'agencies are retired, never deleted: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER agencies_agency_kept_row BEFORE DELETE ON agencies_agency
    FOR EACH ROW EXECUTE FUNCTION agencies_agency_guard();
CREATE TRIGGER agencies_agency_kept BEFORE TRUNCATE ON agencies_agency
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_agency_guard();
"""

UNDO = """
DROP TRIGGER agencies_agency_kept ON agencies_agency;
DROP TRIGGER agencies_agency_kept_row ON agencies_agency;
DROP FUNCTION agencies_agency_guard();
DROP TRIGGER agencies_scan_kept ON agencies_scan;
DROP TRIGGER agencies_scan_guarded ON agencies_scan;
DROP FUNCTION agencies_scan_guard();
DROP TRIGGER agencies_replacement_kept ON agencies_replacement;
DROP TRIGGER agencies_replacement_guarded ON agencies_replacement;
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0003_decree_life")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
