"""Consent to be presented, reserves, seniority and wish, and what the client said of must-haves."""

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_say_how_candidates_are_shown"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("processes", "0045_know_offers_as_processes"),
    ]

    operations = [
        migrations.CreateModel(
            name="PresentationConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("phone", "On the phone"),
                            ("met", "In a meeting"),
                            ("mail", "By mail"),
                            ("before", "Before consent was kept here"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("replaced", models.BooleanField(db_default=False, default=False)),
            ],
            options={
                "ordering": ["-given_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ShortlistReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(max_length=1000, verbose_name="why")),
                ("presented", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="candidacy",
            name="an_ended_candidacy_says_why_and_who_said_no",
        ),
        migrations.RemoveConstraint(
            model_name="decline",
            name="a_decline_says_why_and_who_said_no",
        ),
        migrations.RemoveConstraint(
            model_name="obstaclehint",
            name="a_hint_of_withdrawals_says_for_which_reason",
        ),
        migrations.AddField(
            model_name="candidacy",
            name="consented_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="contact_agreed_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="contact_agreed_with",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="reserve",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="seniority",
            field=models.CharField(
                blank=True,
                choices=[
                    ("below", "Below the role"),
                    ("at", "At the level of the role"),
                    ("above", "Above the role"),
                ],
                db_default="",
                max_length=8,
                verbose_name="seniority",
            ),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="wants_job",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No")],
                db_default="",
                max_length=4,
                verbose_name="wants the job",
            ),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="wants_job_asked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="wish",
            field=models.CharField(
                blank=True,
                choices=[("hands_on", "Hands-on"), ("strategic", "Strategic"), ("both", "Both")],
                db_default="",
                max_length=12,
                verbose_name="wants to work",
            ),
        ),
        migrations.AddField(
            model_name="fit",
            name="verdict",
            field=models.CharField(
                blank=True,
                choices=[
                    ("met", "Met"),
                    ("partly", "Partly met"),
                    ("not", "Not met"),
                    ("other", "Not the reason"),
                ],
                db_default="",
                max_length=8,
                verbose_name="the client's verdict",
            ),
        ),
        migrations.AlterField(
            model_name="candidacy",
            name="end_reason",
            field=models.CharField(
                blank=True,
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
            ),
        ),
        migrations.AlterField(
            model_name="decline",
            name="reason",
            field=models.CharField(
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
            ),
        ),
        migrations.AlterField(
            model_name="obstaclehint",
            name="reason",
            field=models.CharField(
                blank=True,
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
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("end", ""), ("end_reason", ""), ("ended_at__isnull", True), ("said_no", "")
                    ),
                    models.Q(
                        ("end__in", ["rejected", "withdrawn"]),
                        (
                            "end_reason__in",
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
                        ("ended_at__isnull", False),
                        ("said_no__in", ["candidate", "client", "we"]),
                    ),
                    _connector="OR",
                ),
                name="an_ended_candidacy_says_why_and_who_said_no",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("assignment", "reserve"),
                name="one_place_each_in_reserve",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reserve__isnull", True),
                    models.Q(
                        ("ended_at__isnull", True),
                        ("stage__in", ["identified", "contacted", "interested", "interviewed"]),
                    ),
                    _connector="OR",
                ),
                name="nobody_presented_or_out_stands_in_reserve",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seniority__in", ["", "below", "at", "above"]),
                    ("wish__in", ["", "hands_on", "strategic", "both"]),
                ),
                name="seniority_and_wish_are_known_or_not_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("wants_job", ""), ("wants_job_asked_at__isnull", True)),
                    models.Q(
                        ("wants_job__in", ["yes", "no"]), ("wants_job_asked_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="whether_they_want_the_job_was_asked_some_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", "too_senior"), _negated=True),
                    ("wants_job_asked_at__isnull", False),
                    _connector="OR",
                ),
                name="nobody_is_too_senior_unasked",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contact_agreed_at__isnull", True),
                    ("contact_agreed_with__isnull", False),
                    _connector="OR",
                ),
                name="contact_was_agreed_with_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="decline",
            constraint=models.CheckConstraint(
                condition=models.Q(
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
                    ("said_no__in", ["we", "client"]),
                    (
                        "stage__in",
                        [
                            "identified",
                            "contacted",
                            "interested",
                            "interviewed",
                            "presented",
                            "client_meeting",
                            "offer",
                            "placed",
                        ],
                    ),
                ),
                name="a_decline_says_why_and_who_said_no",
            ),
        ),
        migrations.AddConstraint(
            model_name="fit",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["", "met", "partly", "not", "other"])),
                name="a_fit_has_a_known_verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="obstaclehint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("cause", "withdrawals"),
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
                    ),
                    models.Q(models.Q(("cause", "withdrawals"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="a_hint_of_withdrawals_says_for_which_reason",
            ),
        ),
        migrations.AddField(
            model_name="presentationconsent",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="presentationconsent",
            name="candidacy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="processes.candidacy",
            ),
        ),
        migrations.AddField(
            model_name="shortlistreason",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shortlist_reasons",
                to="processes.assignment",
            ),
        ),
        migrations.AddField(
            model_name="shortlistreason",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="presentationconsent",
            constraint=models.UniqueConstraint(
                models.F("candidacy"),
                condition=models.Q(("taken_back_at__isnull", True)),
                name="one_standing_consent_per_candidacy",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentationconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["phone", "met", "mail", "before"])),
                name="a_consent_says_how_it_was_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="presentationconsent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaced", False), ("taken_back_at__isnull", False), _connector="OR"
                ),
                name="a_replaced_consent_stands_no_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="shortlistreason",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True),
                name="a_reason_for_a_short_list_says_something",
            ),
        ),
    ]
