"""Editions of a report per language, the recruiter's words by section, skipped and put off (C5)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mailings", "0002_heartbeat"),
        ("processes", "0017_count_failed_renderings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=250)),
                ("html", models.TextField()),
                ("text", models.TextField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="event",
            name="an_event_has_a_known_kind",
        ),
        migrations.AddField(
            model_name="report",
            name="actions",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="comments",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="report",
            name="decisions",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="next_reminder_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="put_off_from",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="reminders",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="report",
            name="sections",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="skipped",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="reportschedule",
            name="on_holiday",
            field=models.CharField(
                choices=[("before", "The working day before"), ("after", "The working day after")],
                db_default="before",
                default="before",
                max_length=8,
                verbose_name="on a public holiday",
            ),
        ),
        migrations.AddField(
            model_name="reportschedule",
            name="sections",
            field=models.JSONField(blank=True, null=True, verbose_name="sections"),
        ),
        migrations.AlterField(
            model_name="event",
            name="kind",
            field=models.CharField(
                choices=[
                    ("called", "Call"),
                    ("met", "Meeting"),
                    ("mailed", "Mail"),
                    ("noted", "Note"),
                    ("assignment_opened", "Assignment opened"),
                    ("assignment_edited", "Brief changed"),
                    ("assignment_closed", "Assignment closed"),
                    ("dates_agreed", "Dates agreed"),
                    ("schedule_sent", "Schedule sent"),
                    ("activity_done", "Planned activity done"),
                    ("candidate_added", "Added to the assignment"),
                    ("applied", "Applied"),
                    ("stage_moved", "Stage moved"),
                    ("interest_noted", "Interest noted"),
                    ("candidacy_ended", "Candidacy ended"),
                    ("fit_noted", "Fit noted"),
                    ("candidacy_reopened", "Candidacy taken up again"),
                    ("meeting_booked", "Meeting booked"),
                    ("meeting_cancelled", "Meeting cancelled"),
                    ("client_answered", "Client's answer"),
                    ("obstacle_raised", "Obstacle found"),
                    ("obstacle_told", "Obstacle told to the client"),
                    ("obstacle_decided", "Obstacle decided"),
                    ("outcome_noted", "Outcome of an obstacle noted"),
                    ("report_sent", "Weekly report sent"),
                    ("report_stopped", "Weekly report stopped"),
                    ("report_skipped", "Weekly report skipped"),
                    ("report_put_off", "Weekly report put off"),
                    ("presentation_sent", "Presentation sent"),
                    ("schedule_changed", "Schedule changed"),
                    ("letter_sent", "Letter sent"),
                    ("follow_up_put_off", "Follow-up put off"),
                    ("follow_up_handed_over", "Follow-up handed over"),
                    ("follow_up_pulled_forward", "Follow-up pulled forward"),
                    ("news_rhythm_chosen", "Rhythm of news chosen"),
                    ("obstacle_proposed", "Obstacle proposed"),
                    ("obstacle_dismissed", "Proposed obstacle dismissed"),
                    ("decline_planned", "Kind no planned"),
                    ("decline_cancelled", "Kind no cancelled"),
                    ("closing_begun", "Closing begun"),
                    ("closing_called_off", "Closing called off"),
                    ("placed", "Placement agreed"),
                    ("document_added", "Document added"),
                    ("imported", "Imported"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("next_reminder_at__isnull", False)),
                fields=["next_reminder_at"],
                name="reminders_of_drafts",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "called",
                            "met",
                            "mailed",
                            "noted",
                            "assignment_opened",
                            "assignment_edited",
                            "assignment_closed",
                            "dates_agreed",
                            "schedule_sent",
                            "activity_done",
                            "candidate_added",
                            "applied",
                            "stage_moved",
                            "interest_noted",
                            "candidacy_ended",
                            "fit_noted",
                            "candidacy_reopened",
                            "meeting_booked",
                            "meeting_cancelled",
                            "client_answered",
                            "obstacle_raised",
                            "obstacle_told",
                            "obstacle_decided",
                            "outcome_noted",
                            "report_sent",
                            "report_stopped",
                            "report_skipped",
                            "report_put_off",
                            "presentation_sent",
                            "schedule_changed",
                            "letter_sent",
                            "follow_up_put_off",
                            "follow_up_handed_over",
                            "follow_up_pulled_forward",
                            "news_rhythm_chosen",
                            "obstacle_proposed",
                            "obstacle_dismissed",
                            "decline_planned",
                            "decline_cancelled",
                            "closing_begun",
                            "closing_called_off",
                            "placed",
                            "document_added",
                            "imported",
                        ],
                    )
                ),
                name="an_event_has_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("skipped", False), ("stopped_at__isnull", False), _connector="OR"
                ),
                name="a_skipped_report_was_stopped",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("on_holiday__in", ["before", "after"])),
                name="a_slot_on_a_holiday_moves_before_or_after",
            ),
        ),
        migrations.AddField(
            model_name="reportedition",
            name="pdf",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="mailings.attachment",
            ),
        ),
        migrations.AddField(
            model_name="reportedition",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="editions",
                to="processes.report",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportedition",
            constraint=models.UniqueConstraint(
                models.F("report"), models.F("language"), name="one_edition_per_report_and_language"
            ),
        ),
    ]
