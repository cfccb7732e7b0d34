"""A poster with the name of who seeks, until a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracing", "0003_matches")]

    operations = [
        migrations.AddField(model_name="missingreport", name="poster_until", field=models.DateField(null=True)),
    ]
