"""Obstacles that propose themselves, once per cause; two options beside what we advise."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0001_initial"),
        ("processes", "0012_prepare_holding_messages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ObstacleHint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("withdrawals", "Withdrawals for the same reason"),
                            ("answer_rate", "Few answer"),
                            ("late_answers", "The client answers late"),
                            ("slipping", "The plan slips"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
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
                            ("fit", "Fit with the team"),
                            ("other_chosen", "Somebody else was chosen"),
                            ("closed", "The assignment was closed"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("proposed_at", models.DateTimeField()),
                ("dismissed_at", models.DateTimeField(null=True)),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why not")),
            ],
            options={
                "ordering": ["-proposed_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="next_look_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="option_one",
            field=models.TextField(blank=True, verbose_name="one way"),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="option_two",
            field=models.TextField(blank=True, verbose_name="another way"),
        ),
        migrations.AlterField(
            model_name="obstacle",
            name="proposal",
            field=models.TextField(verbose_name="what we advise"),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["next_look_at"],
                name="obstacles_to_be_looked_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="obstacle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("option_one", ""), ("option_two", "")),
                    models.Q(
                        models.Q(("option_one", ""), _negated=True),
                        models.Q(("option_two", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_obstacle_has_two_options_or_none",
            ),
        ),
        migrations.AddField(
            model_name="obstaclehint",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hints",
                to="processes.assignment",
            ),
        ),
        migrations.AddField(
            model_name="obstaclehint",
            name="dismissed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="obstaclehint",
            name="obstacle",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hints",
                to="processes.obstacle",
            ),
        ),
        migrations.AddIndex(
            model_name="obstaclehint",
            index=models.Index(
                condition=models.Q(("dismissed_at__isnull", True), ("obstacle__isnull", True)),
                fields=["-proposed_at"],
                name="obstacles_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="obstaclehint",
            constraint=models.UniqueConstraint(
                models.F("assignment"),
                models.F("cause"),
                models.F("reason"),
                name="one_hint_per_assignment_and_cause",
            ),
        ),
        migrations.AddConstraint(
            model_name="obstaclehint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cause__in", ["withdrawals", "answer_rate", "late_answers", "slipping"])
                ),
                name="a_hint_has_a_known_cause",
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
        migrations.AddConstraint(
            model_name="obstaclehint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("dismissed_at__isnull", True), ("dismissed_by__isnull", True), ("why", "")
                    ),
                    models.Q(
                        ("dismissed_at__isnull", False),
                        ("dismissed_by__isnull", False),
                        ("obstacle__isnull", True),
                        models.Q(("why", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_hint_is_dismissed_with_a_word_why",
            ),
        ),
    ]
