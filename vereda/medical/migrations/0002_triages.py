from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("medical", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="firstaid",
            name="triages",
            field=models.JSONField(default=list),
        ),
    ]
