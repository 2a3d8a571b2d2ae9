"""Offers, the terms of a placement, who left and what was promised for it, sealed answers."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0048_plan_aftercare"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExtensionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("candidate", "The candidate"), ("client", "The client")],
                        max_length=12,
                    ),
                ),
                ("ends_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("sealed", models.JSONField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("extended", "It goes on"), ("ends", "It ends as agreed")],
                        db_default="",
                        max_length=12,
                    ),
                ),
                ("until", models.DateField(null=True)),
                ("words", models.TextField(blank=True, db_default="")),
            ],
            options={
                "ordering": ["asked_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GuaranteeDefault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("permanent", "Permanent"),
                            ("fixed_term", "Fixed term"),
                            ("consultant", "Consultant"),
                        ],
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        help_text="0 where there is no guarantee.",
                        validators=[django.core.validators.MaxValueValidator(60)],
                        verbose_name="months from the start",
                    ),
                ),
                (
                    "promise",
                    models.CharField(
                        choices=[
                            ("replacement", "A new search, free of charge"),
                            ("refund", "A share of the fee back"),
                            ("none", "Nothing"),
                        ],
                        max_length=12,
                        verbose_name="what it promises",
                    ),
                ),
                (
                    "refund_percent",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="share of the fee, in percent",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Leaving",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ended_by",
                    models.CharField(
                        choices=[("candidate", "The candidate"), ("client", "The client")],
                        max_length=12,
                        verbose_name="who ended it",
                    ),
                ),
                ("left_on", models.DateField(verbose_name="last day")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("not_interested", "Not interested"),
                            ("salary", "Salary"),
                            ("remote_work", "Remote work"),
                            ("relocation", "Relocation or travel"),
                            ("benefits", "Benefits"),
                            ("employer", "View of the employer"),
                            ("other_offer", "Took another offer"),
                            ("stays", "Stays where they are"),
                            ("no_answer", "Never answered"),
                            ("must_have", "A must-have is missing"),
                            ("experience", "Experience"),
                            ("too_senior", "Too senior, and asked whether they want the job"),
                            ("fit", "Fit with the team"),
                            ("other_chosen", "Somebody else was chosen"),
                            ("closed", "The assignment was closed"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                        verbose_name="reason",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="in their words")),
                ("noted_at", models.DateTimeField()),
                (
                    "promised",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("replacement", "A new search, free of charge"),
                            ("refund", "A share of the fee back"),
                            ("none", "Nothing"),
                        ],
                        db_default="",
                        max_length=12,
                    ),
                ),
                ("kept_at", models.DateTimeField(null=True)),
                (
                    "refund_amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="amount",
                    ),
                ),
                (
                    "refund_currency",
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
                        db_default="",
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                ("refund_on", models.DateField(null=True, verbose_name="paid back on")),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "pay",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what else is offered"
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="pay",
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
                (
                    "per",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("month", "a month"),
                            ("year", "a year"),
                            ("day", "a day"),
                            ("hour", "an hour"),
                        ],
                        max_length=8,
                        verbose_name="paid per",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="starts")),
                ("answers_on", models.DateField(blank=True, null=True, verbose_name="answers by")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepts"),
                            ("wants_to_talk", "Wants to talk about it"),
                            ("declined", "Declines"),
                        ],
                        max_length=16,
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="in their words")),
                ("signed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TrialDefault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        choices=[
                            ("SE", "Sweden"),
                            ("PL", "Poland"),
                            ("NL", "Netherlands"),
                            ("GB", "United Kingdom"),
                            ("DK", "Denmark"),
                            ("NO", "Norway"),
                            ("FI", "Finland"),
                            ("DE", "Germany"),
                            ("BE", "Belgium"),
                            ("FR", "France"),
                            ("IE", "Ireland"),
                            ("US", "United States"),
                        ],
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("permanent", "Permanent"),
                            ("fixed_term", "Fixed term"),
                            ("consultant", "Consultant"),
                        ],
                        max_length=12,
                        verbose_name="contract",
                    ),
                ),
                (
                    "bound",
                    models.CharField(
                        choices=[("at_least", "of at least"), ("longer_than", "longer than")],
                        default="at_least",
                        max_length=12,
                    ),
                ),
                (
                    "months_of_contract",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(120)],
                        verbose_name="months of the contract",
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(
                        help_text="0 where there is none.",
                        validators=[django.core.validators.MaxValueValidator(24)],
                        verbose_name="usual trial period in months",
                    ),
                ),
                (
                    "longest",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="A longer trial period is taken only with a tick. Empty: never asks.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(24)],
                        verbose_name="asks beyond, in months",
                    ),
                ),
                (
                    "law",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="where it comes from"
                    ),
                ),
            ],
            options={
                "ordering": ["country", "contract", "months_of_contract"],
            },
        ),
        migrations.AddField(
            model_name="placement",
            name="client_rate",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="day rate to the client",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="consultant_rate",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="day rate to the consultant",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="contract",
            field=models.CharField(
                choices=[
                    ("permanent", "Permanent"),
                    ("fixed_term", "Fixed term"),
                    ("consultant", "Consultant"),
                ],
                db_default="permanent",
                max_length=12,
                verbose_name="contract",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="currency",
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
                max_length=3,
                verbose_name="currency",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="fee",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="fee",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="fee_percent",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=5,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="fee in percent of a year's pay",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="promise",
            field=models.CharField(
                blank=True,
                choices=[
                    ("replacement", "A new search, free of charge"),
                    ("refund", "A share of the fee back"),
                    ("none", "Nothing"),
                ],
                db_default="",
                max_length=12,
                verbose_name="what the guarantee promises",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="refund_percent",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="share of the fee",
            ),
        ),
        migrations.AddField(
            model_name="placement",
            name="signed_on",
            field=models.DateField(blank=True, null=True, verbose_name="signed"),
        ),
        migrations.AddField(
            model_name="placement",
            name="yearly_pay",
            field=models.DecimalField(
                blank=True,
                decimal_places=2,
                max_digits=12,
                null=True,
                validators=[django.core.validators.MinValueValidator(0)],
                verbose_name="a year's pay",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_on__isnull", True),
                    ("signed_on__lte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="nobody_starts_before_signing",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("contract__in", ["permanent", "fixed_term", "consultant"])),
                name="a_placement_has_a_known_contract",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("promise__in", ["", "replacement", "refund", "none"])),
                name="a_guarantee_makes_a_known_promise",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("refund_percent__isnull", True),
                    ("refund_percent__range", (1, 100)),
                    _connector="OR",
                ),
                name="a_refund_is_a_share_of_the_fee",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fee__isnull", False), ("fee_percent__isnull", False), _negated=True
                ),
                name="a_fee_is_an_amount_or_a_percent_not_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("client_rate__isnull", True),
                    ("consultant_rate__isnull", True),
                    ("client_rate__gte", models.F("consultant_rate")),
                    _connector="OR",
                ),
                name="the_client_pays_no_less_than_the_consultant_gets",
            ),
        ),
        migrations.AddField(
            model_name="extensionanswer",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extension_answers",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="extensionanswer",
            name="placement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extension_answers",
                to="processes.placement",
            ),
        ),
        migrations.AddConstraint(
            model_name="guaranteedefault",
            constraint=models.CheckConstraint(
                condition=models.Q(("promise__in", ["replacement", "refund", "none"])),
                name="a_usual_guarantee_makes_a_known_promise",
            ),
        ),
        migrations.AddField(
            model_name="leaving",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leavings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="leaving",
            name="placement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leaving",
                to="processes.placement",
            ),
        ),
        migrations.AddField(
            model_name="leaving",
            name="replacement",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaces",
                to="processes.assignment",
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="candidacy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="offers",
                to="processes.candidacy",
            ),
        ),
        migrations.AddConstraint(
            model_name="trialdefault",
            constraint=models.UniqueConstraint(
                models.F("country"),
                models.F("contract"),
                models.F("months_of_contract"),
                name="one_trial_period_for_each_contract",
            ),
        ),
        migrations.AddConstraint(
            model_name="trialdefault",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("longest__isnull", True), ("longest__gte", models.F("months")), _connector="OR"
                ),
                name="the_usual_trial_period_asks_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="extensionanswer",
            constraint=models.UniqueConstraint(
                models.F("placement"),
                models.F("side"),
                condition=models.Q(("opened_at__isnull", True)),
                name="each_side_is_asked_once_about_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="extensionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["candidate", "client"])),
                name="an_answer_about_an_extension_has_a_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="extensionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("opened_at__isnull", True),
                        ("until__isnull", True),
                        ("words", ""),
                    ),
                    models.Q(
                        ("answer__in", ["extended", "ends"]),
                        ("opened_at__isnull", False),
                        ("sealed__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="nothing_is_read_of_a_sealed_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="extensionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sealed__isnull", True), ("answered_at__isnull", False), _connector="OR"
                ),
                name="what_is_sealed_was_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_by__in", ["candidate", "client"]),
                    (
                        "reason__in",
                        [
                            "not_interested",
                            "salary",
                            "remote_work",
                            "relocation",
                            "benefits",
                            "employer",
                            "other_offer",
                            "stays",
                            "no_answer",
                            "must_have",
                            "experience",
                            "too_senior",
                            "fit",
                            "other_chosen",
                            "closed",
                            "other",
                        ],
                    ),
                    ("promised__in", ["", "replacement", "refund", "none"]),
                ),
                name="a_leaving_says_who_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kept_at__isnull", True),
                        ("refund_amount__isnull", True),
                        ("replacement__isnull", True),
                    ),
                    models.Q(
                        ("kept_at__isnull", False),
                        ("promised", "replacement"),
                        ("refund_amount__isnull", True),
                        ("replacement__isnull", False),
                    ),
                    models.Q(
                        ("kept_at__isnull", False),
                        ("promised", "refund"),
                        ("refund_amount__isnull", False),
                        ("refund_on__isnull", False),
                        ("replacement__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_guarantee_is_kept_as_promised",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(
                models.F("candidacy"),
                condition=models.Q(("replaced_at__isnull", True)),
                name="one_offer_stands_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(
                        ("answer__in", ["accepted", "wants_to_talk", "declined"]),
                        ("answered_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="an_answered_offer_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signed_at__isnull", True), ("answer", "accepted"), _connector="OR"
                ),
                name="only_an_accepted_offer_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__isnull", True), ("currency", ""), ("per", "")),
                    models.Q(
                        ("amount__isnull", False),
                        (
                            "currency__in",
                            ["SEK", "PLN", "EUR", "GBP", "NOK", "DKK", "CHF", "CZK", "USD"],
                        ),
                        ("per__in", ["month", "year", "day", "hour"]),
                    ),
                    _connector="OR",
                ),
                name="offered_pay_has_a_currency_and_a_time",
            ),
        ),
    ]
