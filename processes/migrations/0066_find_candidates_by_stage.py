"""Who stands at a stage now: for the search over candidates."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0065_events_go_with_a_merge"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="candidacy",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["stage", "candidate"],
                name="candidates_at_a_stage",
            ),
        ),
    ]
