import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_say_how_candidates_are_shown"),
        ("mailings", "0003_hold_all_mail"),
        ("processes", "0038_know_the_kinds_of_the_craft"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BriefVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("facts", models.JSONField()),
                ("changes", models.JSONField(default=list)),
                (
                    "dates_effect",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stay", "The agreed dates stay"),
                            ("move", "Dates move"),
                            ("open", "Not clear yet"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "dates_words",
                    models.CharField(blank=True, max_length=200, verbose_name="which dates"),
                ),
                ("told_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="internal_candidate",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No")],
                default="",
                db_default="",
                max_length=4,
                verbose_name="internal candidate",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="internal_words",
            field=models.TextField(
                blank=True, default="", db_default="", verbose_name="about the internal candidate"
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="offers",
            field=models.JSONField(
                blank=True, db_default={}, default=dict, verbose_name="what the client offers"
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="other_agencies",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="other agencies"
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="own_search",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No")],
                default="",
                db_default="",
                max_length=4,
                verbose_name="the client searches, too",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="pay_currency",
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
                default="",
                db_default="",
                max_length=3,
                verbose_name="currency",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="pay_from",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="pay from"
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="pay_per",
            field=models.CharField(
                blank=True,
                choices=[
                    ("month", "a month"),
                    ("year", "a year"),
                    ("day", "a day"),
                    ("hour", "an hour"),
                ],
                default="",
                db_default="",
                max_length=8,
                verbose_name="paid per",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="pay_to",
            field=models.DecimalField(
                blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="pay up to"
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="remote_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(5)],
                verbose_name="days a week at home",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pay_from__isnull", True),
                    ("pay_to__isnull", True),
                    ("pay_to__gte", models.F("pay_from")),
                    _connector="OR",
                ),
                name="pay_goes_from_less_to_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pay_from__isnull", True), ("pay_from__gt", 0), _connector="OR"),
                    models.Q(("pay_to__isnull", True), ("pay_to__gt", 0), _connector="OR"),
                ),
                name="pay_is_more_than_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pay_from__isnull", True), ("pay_to__isnull", True)),
                    models.Q(
                        (
                            "pay_currency__in",
                            ["SEK", "PLN", "EUR", "GBP", "NOK", "DKK", "CHF", "CZK", "USD"],
                        ),
                        ("pay_per__in", ["month", "year", "day", "hour"]),
                    ),
                    _connector="OR",
                ),
                name="an_amount_of_pay_says_what_and_for_how_long",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("remote_days__isnull", True), ("remote_days__lte", 5), _connector="OR"
                ),
                name="nobody_is_at_home_more_than_five_days_a_week",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("own_search__in", ["", "yes", "no"]),
                    ("internal_candidate__in", ["", "yes", "no"]),
                ),
                name="competition_is_known_or_not_asked",
            ),
        ),
        migrations.AddField(
            model_name="briefversion",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="brief_versions",
                to="processes.assignment",
            ),
        ),
        migrations.AddField(
            model_name="briefversion",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="briefversion",
            constraint=models.UniqueConstraint(
                models.F("assignment"), models.F("number"), name="one_brief_version_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="briefversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dates_effect", ""), ("number", 1), ("told_at__isnull", True)),
                    models.Q(("dates_effect__in", ["stay", "move", "open"]), ("number__gt", 1)),
                    _connector="OR",
                ),
                name="a_change_of_the_brief_says_what_it_does_to_the_dates",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dates_effect", "move"), _negated=True),
                    models.Q(("dates_words", ""), _negated=True),
                    _connector="OR",
                ),
                name="dates_that_move_are_named",
            ),
        ),
    ]
