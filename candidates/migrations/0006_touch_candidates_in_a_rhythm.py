"""How often somebody whom we placed hears from us (A3)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0005_say_how_candidates_are_shown"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="touch_every_weeks",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hears from us every so many weeks, once placed"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("touch_every_weeks__isnull", True),
                    ("touch_every_weeks__range", (1, 104)),
                    _connector="OR",
                ),
                name="a_candidate_hears_from_us_within_two_years",
            ),
        ),
    ]
