"""More of a candidate that is searched for; who is made one with whom, and who is closed."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0008_keep_pools_and_searches"),
        ("clients", "0005_touch_clients_in_a_rhythm"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="closed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidate",
            name="cv_text",
            field=models.TextField(blank=True, db_default="", default="", editable=False),
        ),
        migrations.AddField(
            model_name="candidate",
            name="kept_until",
            field=models.DateField(
                blank=True, editable=False, null=True, verbose_name="kept until"
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="languages",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=8),
                blank=True,
                db_default=[],
                default=list,
                help_text="ISO 639 codes of the languages that they speak.",
                size=None,
                verbose_name="speaks",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="last_contact_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidate",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="candidates.candidate",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="merged_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidate",
            name="tags",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="tags",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="wants_kinds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("permanent", "Permanent"),
                        ("interim", "Interim"),
                        ("search", "Search"),
                    ],
                    max_length=12,
                ),
                blank=True,
                db_default=[],
                default=list,
                size=None,
                verbose_name="wants work that is",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="expects_from",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="expects from"
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="expects_to",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                verbose_name="expects up to",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="expects_currency",
            field=models.CharField(
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
                db_default="",
                default="",
                max_length=3,
                verbose_name="currency",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="expects_per",
            field=models.CharField(
                blank=True,
                choices=[
                    ("month", "a month"),
                    ("year", "a year"),
                    ("day", "a day"),
                    ("hour", "an hour"),
                ],
                db_default="",
                default="",
                max_length=5,
                verbose_name="per",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_at__isnull", True), ("merged_into__isnull", True)),
                    models.Q(
                        ("merged_at__isnull", False),
                        ("merged_into__isnull", False),
                        models.Q(("merged_into", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_merged_candidate_names_another_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wants_kinds__contained_by", ["permanent", "interim", "search"])
                ),
                name="a_candidate_wants_known_kinds",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("expects_from__isnull", True), ("expects_to__isnull", True)),
                    models.Q(
                        (
                            "expects_currency__in",
                            ["SEK", "PLN", "EUR", "GBP", "NOK", "DKK", "CHF", "CZK", "USD"],
                        ),
                        ("expects_per__in", ["month", "year", "day", "hour"]),
                    ),
                    _connector="OR",
                ),
                name="expected_pay_has_a_currency_and_a_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expects_from__isnull", True),
                    ("expects_to__isnull", True),
                    ("expects_to__gte", models.F("expects_from")),
                    _connector="OR",
                ),
                name="expected_pay_runs_upwards",
            ),
        ),
    ]
