"""In which language a preview is wanted."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0021_name_who_gets_reports")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="preview_language",
            field=models.CharField(blank=True, db_default="", default="", max_length=2),
        ),
        # The same columns, said once for every kind of document.
        migrations.AlterField(
            model_name="report",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="processes.assignment",
            ),
        ),
    ]
