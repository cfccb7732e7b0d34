from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('protection', '0001_initial'),
    ]

    operations = [
        migrations.AddField(model_name='childpath', name='calls', field=models.JSONField(default=list)),
        migrations.AddField(model_name='childpath', name='rang', field=models.JSONField(default=list)),
        migrations.AddField(model_name='childpath', name='is_answered', field=models.BooleanField(default=False)),
        migrations.AddField(model_name='childpath', name='is_with_us', field=models.BooleanField(default=True)),
        migrations.AddField(model_name='childpath', name='signed_at', field=models.DateTimeField(null=True)),
        migrations.AddField(model_name='childpath', name='signed', field=models.UUIDField(null=True)),
        migrations.AddField(model_name='childpath', name='vehicle', field=models.UUIDField(null=True)),
        migrations.AddField(model_name='childpath', name='wishes', field=models.UUIDField(null=True)),
        migrations.AddField(model_name='childpath', name='best_interests', field=models.UUIDField(null=True)),
    ]
