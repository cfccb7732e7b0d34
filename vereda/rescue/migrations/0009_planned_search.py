from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rescue", "0008_track"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedSearch",
            fields=[
                ("subject", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("group", models.CharField(max_length=64)),
                ("mission", models.UUIDField(db_index=True)),
                ("plan", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=64)),
                ("points", models.JSONField(default=list)),
                ("searched", models.JSONField(default=list)),
            ],
        ),
    ]
