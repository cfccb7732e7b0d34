from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("logbook", "0006_passed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="nametoken",
            name="token",
            field=models.BinaryField(max_length=16),
        ),
        migrations.AddIndex(
            model_name="nametoken",
            index=models.Index(fields=["token", "subject"], name="name_token_of_person"),
        ),
    ]
