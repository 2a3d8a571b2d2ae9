"""Debriefs of both sides after a meeting, other processes, and whose interest has fallen (K5, K6)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0005_touch_clients_in_a_rhythm"),
        ("processes", "0043_keep_roles_and_gestures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "candidacy", "cooled_from", models.PositiveSmallIntegerField(editable=False, null=True)
        ),
        migrations.AddField(
            "candidacy",
            "client_interest",
            models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            "candidacy",
            "client_cooled_from",
            models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddIndex(
            "candidacy",
            models.Index(
                fields=["assignment"],
                condition=models.Q(ended_at__isnull=True)
                & (
                    models.Q(cooled_from__isnull=False) | models.Q(client_cooled_from__isnull=False)
                ),
                name="whoever_has_cooled",
            ),
        ),
        migrations.AddIndex(
            "candidacy",
            models.Index(
                fields=["ended_at"],
                condition=models.Q(ended_at__isnull=False),
                include=["assignment", "stage", "end_reason", "said_no"],
                name="whoever_left_in_a_period",
            ),
        ),
        migrations.CreateModel(
            name="Debrief",
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
                        verbose_name="side",
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "before",
                    models.PositiveSmallIntegerField(null=True, verbose_name="interest before"),
                ),
                (
                    "after",
                    models.PositiveSmallIntegerField(null=True, verbose_name="interest after"),
                ),
                ("warmed", models.TextField(blank=True, verbose_name="what warmed it")),
                ("cooled", models.TextField(blank=True, verbose_name="what cooled it")),
                ("next_step", models.TextField(blank=True, verbose_name="next step")),
                ("confidential", models.TextField(blank=True, verbose_name="said in confidence")),
                ("was_interest", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("was_cooled_from", models.PositiveSmallIntegerField(editable=False, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debrief",
                        to="processes.event",
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="debriefs",
                        to="processes.candidacy",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="debriefs",
                        to="clients.contact",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="debriefs",
                        to="processes.meeting",
                    ),
                ),
            ],
            options={"ordering": ["-at", "-pk"]},
        ),
        migrations.CreateModel(
            name="OtherProcess",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("employer", models.CharField(max_length=160, verbose_name="with whom")),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("applied", "Applied"),
                            ("talking", "In interviews"),
                            ("last_round", "Last round"),
                            ("offer", "Has an offer"),
                        ],
                        max_length=12,
                        verbose_name="how far",
                    ),
                ),
                (
                    "answers_on",
                    models.DateField(blank=True, null=True, verbose_name="they answer it on"),
                ),
                ("noted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("look_at", models.DateTimeField(null=True)),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_processes",
                        to="processes.candidacy",
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
                "verbose_name_plural": "other processes",
                "ordering": [models.OrderBy(models.F("answers_on"), nulls_last=True), "pk"],
            },
        ),
        migrations.AddIndex("debrief", models.Index(fields=["at"], name="debriefs_of_a_period")),
        migrations.AddConstraint(
            "debrief",
            models.CheckConstraint(
                condition=models.Q(before__isnull=True) | models.Q(before__range=(1, 5)),
                name="interest_before_is_one_to_five",
            ),
        ),
        migrations.AddConstraint(
            "debrief",
            models.CheckConstraint(
                condition=models.Q(after__isnull=True) | models.Q(after__range=(1, 5)),
                name="interest_after_is_one_to_five",
            ),
        ),
        migrations.AddConstraint(
            "debrief",
            models.CheckConstraint(
                condition=models.Q(side="candidate", contact__isnull=True)
                | models.Q(side="client", contact__isnull=False),
                name="a_debrief_is_with_the_candidate_or_a_contact",
            ),
        ),
        migrations.AddIndex(
            "otherprocess",
            models.Index(
                fields=["look_at"],
                condition=models.Q(look_at__isnull=False),
                name="other_processes_that_pass",
            ),
        ),
        migrations.AddConstraint(
            "otherprocess",
            models.CheckConstraint(
                condition=~models.Q(employer=""), name="another_process_names_an_employer"
            ),
        ),
        migrations.AddConstraint(
            "otherprocess",
            models.CheckConstraint(
                condition=models.Q(stage="")
                | models.Q(stage__in=["applied", "talking", "last_round", "offer"]),
                name="another_process_is_so_far",
            ),
        ),
        migrations.AddConstraint(
            "otherprocess",
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(look_at__isnull=True),
                name="an_ended_process_is_looked_at_no_more",
            ),
        ),
    ]
