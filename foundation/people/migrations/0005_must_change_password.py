from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_duty_seen")]

    operations = [
        migrations.AddField(model_name="user", name="must_change_password", field=models.BooleanField(default=False)),
    ]
