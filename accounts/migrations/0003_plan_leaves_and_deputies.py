import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.models.leave


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_say_what_goes_out_by_itself"),
    ]

    operations = [
        migrations.CreateModel(
            name="Leave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day away")),
                ("ends_on", models.DateField(verbose_name="last day away")),
                ("begun_at", models.DateTimeField(editable=False, null=True)),
                ("back_at", models.DateTimeField(editable=False, null=True)),
                ("next_at", models.DateTimeField(editable=False, null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputising",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deputy",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaves",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="leaves_to_look_at",
                    ),
                    models.Index(
                        condition=models.Q(("back_at__isnull", True)),
                        fields=["starts_on"],
                        name="leaves_not_over",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lte", models.F("ends_on"))),
                        name="a_leave_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("user", models.F("deputy")), _negated=True),
                        name="nobody_deputises_for_themselves",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("back_at__isnull", True)),
                        expressions=[
                            ("user", "="),
                            (
                                accounts.models.leave.DayRange(
                                    "starts_on",
                                    "ends_on",
                                    django.contrib.postgres.fields.ranges.RangeBoundary(
                                        inclusive_upper=True
                                    ),
                                ),
                                "&&",
                            ),
                        ],
                        name="nobody_is_away_twice_at_once",
                    ),
                ],
            },
        ),
    ]
