from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_consent"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="erasure_asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("erasure_asked_at__isnull", False)),
                fields=["country", "erasure_asked_at"],
                name="person_erasure_asked",
            ),
        ),
    ]
