"""Who looked at a match, and who works on a file besides its group."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracing", "0002_finding_answered")]

    operations = [
        migrations.AddField(
            model_name="missingfile", name="matches", field=models.JSONField(default=dict), preserve_default=False
        ),
        migrations.AddField(
            model_name="missingfile", name="assigned", field=models.JSONField(default=list), preserve_default=False
        ),
    ]
