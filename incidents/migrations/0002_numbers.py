"""Speakable numbers come from sequences: never twice, and never a wait for another transaction."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE incidents_report_number; CREATE SEQUENCE incidents_incident_number;",
            "DROP SEQUENCE incidents_report_number; DROP SEQUENCE incidents_incident_number;",
        )
    ]
