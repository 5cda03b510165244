from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_duty")]

    operations = [
        migrations.AddField(model_name="duty", name="seen_at", field=models.DateTimeField(null=True)),
    ]
