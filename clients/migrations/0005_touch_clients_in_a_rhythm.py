"""How often a client for whom nothing runs hears from us (A3)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_say_how_candidates_are_shown"),
    ]

    operations = [
        migrations.AddField(
            model_name="client",
            name="touch_every_weeks",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="hears from us every so many weeks"
            ),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("touch_every_weeks__isnull", True),
                    ("touch_every_weeks__range", (1, 104)),
                    _connector="OR",
                ),
                name="a_client_hears_from_us_within_two_years",
            ),
        ),
    ]
