from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_cards"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="reached_by",
            field=models.CharField(blank=True, max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.AddField(model_name="person", name="reached_at", field=models.DateTimeField(null=True)),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("reached_at__isnull", False)), fields=["country", "reached_at"], name="person_erasure_reached"
            ),
        ),
        migrations.CreateModel(
            name="ExpectedOfErased",
            fields=[
                ("subject", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("nationality", models.CharField(max_length=2)),
                ("expected", models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name="LinkWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.UUIDField(db_index=True)),
                ("country", models.CharField(max_length=2)),
                ("entry", models.UUIDField()),
                ("author", models.CharField(max_length=64)),
                ("said_at", models.CharField(max_length=40)),
            ],
            options={"indexes": [models.Index(fields=["country", "author", "-said_at"], name="link_word_of_author")]},
        ),
        migrations.CreateModel(
            name="MatchedRecord",
            fields=[
                ("person", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.CharField(db_index=True, max_length=2)),
                ("nationality", models.CharField(max_length=2)),
                ("expected", models.FloatField()),
                ("model", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="PairToReview",
            fields=[
                ("link", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("left", models.UUIDField(db_index=True)),
                ("right", models.UUIDField(db_index=True)),
                ("weight", models.FloatField()),
                ("probability", models.FloatField()),
                ("model", models.CharField(blank=True, max_length=64)),
                ("found_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["country", "-weight", "link"], name="pair_to_review")]},
        ),
        migrations.CreateModel(
            name="PersonLink",
            fields=[
                ("subject", models.UUIDField(primary_key=True, serialize=False)),
                ("country", models.CharField(max_length=2)),
                ("left", models.UUIDField(db_index=True)),
                ("right", models.UUIDField(db_index=True)),
                ("says", models.CharField(blank=True, max_length=16)),
                ("is_split", models.BooleanField()),
                ("said_at", models.CharField(blank=True, max_length=40)),
                ("agreed", models.PositiveIntegerField()),
                ("words", models.JSONField()),
            ],
            options={"indexes": [models.Index(fields=["country", "says"], name="person_link_of_country")]},
        ),
    ]
