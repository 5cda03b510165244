"""A sanction is a step of the ladder that a decree names, no longer one of three codes."""

from django.db import migrations, models

NAME = """
UPDATE incidents_finding SET
    sanction_step = CASE sanction WHEN 'reminder' THEN 1 WHEN 'written_warning' THEN 2 ELSE 3 END,
    sanction_en = CASE sanction WHEN 'reminder' THEN 'reminder' WHEN 'written_warning' THEN 'written warning'
        ELSE 'report to the head of the region' END,
    sanction = CASE sanction WHEN 'reminder' THEN 'teguran' WHEN 'written_warning' THEN 'peringatan tertulis'
        ELSE 'laporan kepada kepala daerah' END
WHERE sanction <> ''
"""
UNNAME = """
UPDATE incidents_finding SET
    sanction = CASE sanction_step WHEN 1 THEN 'reminder' WHEN 2 THEN 'written_warning' ELSE 'regent_report' END
WHERE sanction <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("incidents", "0013_decree_trials"), ("agencies", "0011_sanctions")]
    operations = [
        migrations.AddField("finding", "sanction_step", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField("finding", "sanction_en", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RunSQL(NAME, UNNAME),
    ]
