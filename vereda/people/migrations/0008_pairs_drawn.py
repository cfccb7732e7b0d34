from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_period_estimated"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="pairtoreview", name="pair_to_review"),
        migrations.AddField(model_name="pairtoreview", name="chance", field=models.FloatField(null=True)),
        migrations.AddField(model_name="pairtoreview", name="is_below", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="pairtoreview", name="turn", field=models.PositiveIntegerField(default=0)),
        migrations.AddIndex(
            model_name="pairtoreview", index=models.Index(fields=["country", "turn", "link"], name="pair_to_review_turn")
        ),
    ]
