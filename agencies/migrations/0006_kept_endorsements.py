"""A signature and an objection stay as they were given: nobody alters them, nobody takes them away."""

from django.db import migrations

SQL = """
CREATE FUNCTION agencies_endorsement_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'signatures and objections are kept: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER agencies_endorsement_guarded BEFORE UPDATE OR DELETE ON agencies_endorsement
    FOR EACH ROW EXECUTE FUNCTION agencies_endorsement_guard();
CREATE TRIGGER agencies_endorsement_kept BEFORE TRUNCATE ON agencies_endorsement
    FOR EACH STATEMENT EXECUTE FUNCTION agencies_endorsement_guard();
"""
UNDO = """
DROP TRIGGER agencies_endorsement_kept ON agencies_endorsement;
DROP TRIGGER agencies_endorsement_guarded ON agencies_endorsement;
DROP FUNCTION agencies_endorsement_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("agencies", "0005_endorsements")]
    operations = [migrations.RunSQL(SQL, UNDO)]
