"""A kind no on its way by letter, and an assignment on its way to be closed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mailings", "0002_heartbeat"),
        ("processes", "0013_obstacles_propose_themselves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("filled", "Filled"),
                            ("cancelled", "Cancelled by the client"),
                            ("lost", "Lost"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField()),
                ("letters", models.JSONField(default=dict)),
                ("begun_at", models.DateTimeField()),
                ("look_again_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(null=True)),
                ("called_off_at", models.DateTimeField(null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to="processes.assignment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Decline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("contacted", "Contacted"),
                            ("interested", "Interested"),
                            ("interviewed", "Interviewed"),
                            ("presented", "Presented"),
                            ("client_meeting", "Client meeting"),
                            ("offer", "Offer"),
                            ("placed", "Placed"),
                        ],
                        max_length=16,
                    ),
                ),
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
                            ("fit", "Fit with the team"),
                            ("other_chosen", "Somebody else was chosen"),
                            ("closed", "The assignment was closed"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "said_no",
                    models.CharField(
                        choices=[
                            ("candidate", "The candidate"),
                            ("client", "The client"),
                            ("we", "We"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("planned_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declines",
                        to="processes.candidacy",
                    ),
                ),
                (
                    "closing",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declines",
                        to="processes.closing",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mailings.letter",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="closing",
            index=models.Index(
                condition=models.Q(("called_off_at__isnull", True), ("completed_at__isnull", True)),
                fields=["look_again_at"],
                name="closings_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(
                models.F("assignment"),
                condition=models.Q(("called_off_at__isnull", True), ("completed_at__isnull", True)),
                name="one_closing_under_way_per_assignment",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("completed_at__isnull", True), ("called_off_at__isnull", True), _connector="OR"
                ),
                name="a_closing_is_completed_or_called_off_not_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["filled", "cancelled", "lost"]),
                    models.Q(("words", ""), _negated=True),
                ),
                name="a_closing_has_an_outcome_and_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="decline",
            constraint=models.UniqueConstraint(
                models.F("candidacy"),
                condition=models.Q(("cancelled_at__isnull", True), ("sent_at__isnull", True)),
                name="one_decline_under_way_per_candidacy",
            ),
        ),
        migrations.AddConstraint(
            model_name="decline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("cancelled_at__isnull", True), _connector="OR"
                ),
                name="a_cancelled_decline_is_not_sent",
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
    ]
