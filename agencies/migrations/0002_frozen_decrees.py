"""The database keeps the paper: a decree that has left the draft says for ever what it said."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION agencies_decree_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'decrees are kept: TRUNCATE refused' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status = 'draft' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    -- Only the end may be set, and what ended it; never back to draft, never ended twice.
    IF TG_OP = 'DELETE'
        OR NEW.status = 'draft'
        OR (OLD.status <> 'in_force' AND NEW IS DISTINCT FROM OLD)
        OR (to_jsonb(NEW) - 'status' - 'in_force_until') <> (to_jsonb(OLD) - 'status' - 'in_force_until')
    THEN
        RAISE EXCEPTION 'decree % is % and frozen: % refused', OLD.id, OLD.status, TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER agencies_decree_guarded BEFORE UPDATE OR DELETE ON agencies_decree
    FOR EACH ROW EXECUTE FUNCTION agencies_decree_guard();
CREATE TRIGGER agencies_decree_kept BEFORE TRUNCATE ON agencies_decree
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_decree_guard();

-- Articles and mandates belong to their decree: written while it is a draft, then never again.
CREATE FUNCTION agencies_decree_part_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decree_of uuid;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION 'decrees are kept: TRUNCATE refused' USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOREACH decree_of IN ARRAY CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.decree_id]
        WHEN 'DELETE' THEN ARRAY[OLD.decree_id]
        ELSE ARRAY[OLD.decree_id, NEW.decree_id]
    END LOOP
        -- Shared: whoever puts the decree in force waits, and the next writer sees it in force.
        IF (SELECT status FROM agencies_decree WHERE id = decree_of FOR SHARE) <> 'draft' THEN
            RAISE EXCEPTION 'decree % is no draft and frozen: % of % refused', decree_of, TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER agencies_article_guarded BEFORE INSERT OR UPDATE OR DELETE ON agencies_article
    FOR EACH ROW EXECUTE FUNCTION agencies_decree_part_guard();
CREATE TRIGGER agencies_article_kept BEFORE TRUNCATE ON agencies_article
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_decree_part_guard();
CREATE TRIGGER agencies_mandate_guarded BEFORE INSERT OR UPDATE OR DELETE ON agencies_mandate
    FOR EACH ROW EXECUTE FUNCTION agencies_decree_part_guard();
CREATE TRIGGER agencies_mandate_kept BEFORE TRUNCATE ON agencies_mandate
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_decree_part_guard();
"""

UNDO = """
DROP TRIGGER agencies_mandate_kept ON agencies_mandate;
DROP TRIGGER agencies_mandate_guarded ON agencies_mandate;
DROP TRIGGER agencies_article_kept ON agencies_article;
DROP TRIGGER agencies_article_guarded ON agencies_article;
DROP FUNCTION agencies_decree_part_guard();
DROP TRIGGER agencies_decree_kept ON agencies_decree;
DROP TRIGGER agencies_decree_guarded ON agencies_decree;
DROP FUNCTION agencies_decree_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]
    operations = [migrations.RunSQL(FREEZE, UNDO)]
