from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeriodEstimated",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", models.CharField(max_length=2)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("state", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField(null=True)),
                ("told", models.JSONField(null=True)),
                ("took_ms", models.PositiveIntegerField(default=0)),
                ("wanted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("country", "from_on", "to_on"), name="period_estimated_once"),
                ],
            },
        ),
    ]
