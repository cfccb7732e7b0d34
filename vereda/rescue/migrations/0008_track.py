from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rescue", "0007_passing")]

    operations = [
        migrations.CreateModel(
            name="Track",
            fields=[
                ("subject", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("group", models.CharField(max_length=64)),
                ("mission", models.UUIDField(db_index=True)),
                ("team", models.UUIDField()),
                ("kept", models.UUIDField(null=True)),
                ("recorded_from", models.DateTimeField(null=True)),
                ("recorded_until", models.DateTimeField(null=True)),
                ("points", models.PositiveIntegerField()),
                ("length_m", models.PositiveIntegerField()),
                ("brought_at", models.DateTimeField()),
                ("brought_by", models.CharField(max_length=64)),
                ("struck_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
