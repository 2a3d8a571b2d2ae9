"""A gesture may be one that the plan of aftercare asked for; find who called first."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0052_report_what_is_new_in_the_brief"),
    ]

    operations = [
        migrations.AddField(
            model_name="gesture",
            name="touchpoint",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="gestures",
                to="processes.touchpoint",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("kind", "called_first")),
                fields=["-at"],
                name="who_called_first_lately",
            ),
        ),
    ]
