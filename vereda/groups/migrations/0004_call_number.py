from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_at_ten_years")]

    operations = [
        migrations.CreateModel(
            name="CallNumber",
            fields=[
                ("subject", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("group", models.CharField(max_length=64)),
                ("number", models.CharField(max_length=16)),
                ("kept_by", models.CharField(max_length=64)),
                ("verified_at", models.DateTimeField(null=True)),
                ("verified_by", models.CharField(blank=True, max_length=64)),
                ("tested_at", models.DateTimeField(null=True)),
                ("tested_by", models.CharField(blank=True, max_length=64)),
            ],
            options={"indexes": [models.Index(fields=["country", "group"], name="call_number_of_group")]},
        ),
    ]
