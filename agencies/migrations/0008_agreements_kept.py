"""What was promised is kept: from its signature on an agreement's text cannot change, and none is ever deleted."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION agencies_agreement_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('TRUNCATE', 'DELETE') THEN
        RAISE EXCEPTION 'agreements are kept: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.phase IN ('identified', 'planned') THEN
        RETURN NEW;
    END IF;
    -- Only its life goes on.
    IF NEW.phase IN ('identified', 'planned') OR OLD.phase = 'ended'
        OR (to_jsonb(NEW) - 'phase' - 'ended_reason') <> (to_jsonb(OLD) - 'phase' - 'ended_reason')
    THEN
        RAISE EXCEPTION 'agreement % is % and frozen: % refused', OLD.id, OLD.phase, TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agencies_agreement_guarded BEFORE UPDATE OR DELETE ON agencies_agreement
    FOR EACH ROW EXECUTE FUNCTION agencies_agreement_guard();
CREATE TRIGGER agencies_agreement_kept BEFORE TRUNCATE ON agencies_agreement
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_agreement_guard();

-- Parties, promises and clauses follow the phase of their agreement.
CREATE FUNCTION agencies_agreement_part_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whose uuid := CASE TG_OP WHEN 'INSERT' THEN NEW.agreement_id WHEN 'TRUNCATE' THEN NULL ELSE OLD.agreement_id END;
BEGIN
    IF TG_OP = 'TRUNCATE' OR
        (SELECT phase FROM agencies_agreement WHERE id = whose FOR SHARE) NOT IN ('identified', 'planned')
    THEN
        RAISE EXCEPTION 'the text of a signed agreement is frozen: % refused', TG_OP
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER agencies_party_guarded BEFORE INSERT OR UPDATE OR DELETE ON agencies_agreement_party
    FOR EACH ROW EXECUTE FUNCTION agencies_agreement_part_guard();
CREATE TRIGGER agencies_party_kept BEFORE TRUNCATE ON agencies_agreement_party
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_agreement_part_guard();
CREATE TRIGGER agencies_promise_guarded BEFORE INSERT OR UPDATE OR DELETE ON agencies_promise
    FOR EACH ROW EXECUTE FUNCTION agencies_agreement_part_guard();
CREATE TRIGGER agencies_promise_kept BEFORE TRUNCATE ON agencies_promise
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_agreement_part_guard();
CREATE TRIGGER agencies_clause_guarded BEFORE INSERT OR UPDATE OR DELETE ON agencies_clause
    FOR EACH ROW EXECUTE FUNCTION agencies_agreement_part_guard();
CREATE TRIGGER agencies_clause_kept BEFORE TRUNCATE ON agencies_clause
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_agreement_part_guard();
"""

UNDO = """
DROP TRIGGER agencies_clause_kept ON agencies_clause;
DROP TRIGGER agencies_clause_guarded ON agencies_clause;
DROP TRIGGER agencies_promise_kept ON agencies_promise;
DROP TRIGGER agencies_promise_guarded ON agencies_promise;
DROP TRIGGER agencies_party_kept ON agencies_agreement_party;
DROP TRIGGER agencies_party_guarded ON agencies_agreement_party;
DROP FUNCTION agencies_agreement_part_guard();
DROP TRIGGER agencies_agreement_kept ON agencies_agreement;
DROP TRIGGER agencies_agreement_guarded ON agencies_agreement;
DROP FUNCTION agencies_agreement_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0007_agreements")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
