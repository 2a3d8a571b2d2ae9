"""How often a report's rendering has failed, and what became of its preview."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0016_decline_those_we_found"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="failed_renderings",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="report",
            name="preview_tries",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="report",
            name="preview_error",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
    ]
