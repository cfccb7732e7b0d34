from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("legal", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="legalterm",
            name="remind_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="legalterm",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["remind_at"], name="legal_term_running"
            ),
        ),
        migrations.AddIndex(
            model_name="legalcase",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["country", "opened_at"], name="legal_case_open"
            ),
        ),
    ]
