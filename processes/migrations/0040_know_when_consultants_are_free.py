"""When and how a consultant would take the next assignment, and how fresh that is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0005_say_how_candidates_are_shown"),
        ("processes", "0039_write_versions_of_the_brief"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Availability",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_open", models.BooleanField(db_default=False, default=False)),
                (
                    "free_from",
                    models.DateField(blank=True, null=True, verbose_name="free from"),
                ),
                (
                    "days_a_week",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="days a week"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="place")),
                ("remote", models.BooleanField(default=False, verbose_name="remote too")),
                (
                    "day_rate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="day rate",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SEK", "SEK"),
                            ("PLN", "PLN"),
                            ("EUR", "EUR"),
                            ("GBP", "GBP"),
                            ("NOK", "NOK"),
                            ("DKK", "DKK"),
                            ("CHF", "CHF"),
                            ("CZK", "CZK"),
                            ("USD", "USD"),
                        ],
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                ("noted_at", models.DateTimeField(null=True)),
                ("agreed_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("unanswered", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("next_at", models.DateTimeField(null=True)),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="availability",
                        to="candidates.candidate",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "availabilities",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["-noted_at", "-id"],
                        name="consultants_fresh_first",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["free_from"],
                        name="consultants_by_day",
                    ),
                    models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="monthly_questions_that_are_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_open", False),
                            models.Q(("free_from__isnull", False), ("noted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="whoever_is_free_said_from_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days_a_week__isnull", True),
                            models.Q(("days_a_week__gte", 1), ("days_a_week__lte", 7)),
                            _connector="OR",
                        ),
                        name="a_week_has_one_to_seven_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("currency", ""), ("day_rate__isnull", True)),
                            models.Q(
                                ("day_rate__gt", 0), models.Q(("currency", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="a_day_rate_has_its_currency",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("next_at__isnull", True), ("agreed_at__isnull", False), _connector="OR"
                        ),
                        name="only_who_agreed_is_asked_each_month",
                    ),
                ],
            },
        ),
    ]
