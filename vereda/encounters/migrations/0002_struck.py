from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('encounters', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='encounter',
            name='is_struck',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='encounter',
            index=models.Index(condition=models.Q(('is_struck', True)), fields=['subject'], name='encounter_struck'),
        ),
    ]
