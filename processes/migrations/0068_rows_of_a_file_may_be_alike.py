from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0067_events_follow_to_the_kept_record")]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="like",
            field=models.JSONField(
                blank=True, db_default=models.Value({}, models.JSONField()), default=dict
            ),
        ),
    ]
