from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('protection', '0003_cases')]

    operations = [
        migrations.AddField(
            model_name='childpath', name='signed_office', field=models.CharField(blank=True, default='', max_length=64)
        ),
    ]
