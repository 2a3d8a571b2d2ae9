import datetime

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.places
import accounts.search_names


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("candidates", "0001_initial"),
        ("clients", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("mailings", "0002_heartbeat"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("permanent", "Permanent"),
                            ("interim", "Interim"),
                            ("search", "Search"),
                        ],
                        default="permanent",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("brief", models.TextField(blank=True, verbose_name="brief")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                (
                    "pay",
                    models.CharField(blank=True, max_length=80, verbose_name="pay or day rate"),
                ),
                (
                    "positions",
                    models.PositiveSmallIntegerField(default=1, verbose_name="positions"),
                ),
                (
                    "target_weeks",
                    models.PositiveSmallIntegerField(default=6, verbose_name="target weeks"),
                ),
                (
                    "presentation_on",
                    models.DateField(blank=True, null=True, verbose_name="presentation"),
                ),
                (
                    "meetings_on",
                    models.DateField(blank=True, null=True, verbose_name="client meetings"),
                ),
                ("decision_on", models.DateField(blank=True, null=True, verbose_name="decision")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="wanted start")),
                ("competition", models.TextField(blank=True, verbose_name="competition")),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("filled", "Filled"),
                            ("cancelled", "Cancelled by the client"),
                            ("lost", "Lost"),
                        ],
                        max_length=12,
                    ),
                ),
                ("closing_words", models.TextField(blank=True)),
                ("next_report_at", models.DateTimeField(blank=True, null=True)),
                ("next_draft_at", models.DateTimeField(blank=True, null=True)),
                (
                    "plain_title",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            accounts.search_names.Unaccented(models.F("title"))
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="clients.client",
                    ),
                ),
                (
                    "contacts",
                    models.ManyToManyField(
                        blank=True,
                        related_name="assignments",
                        to="clients.contact",
                        verbose_name="contacts",
                    ),
                ),
                (
                    "decider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decides_on",
                        to="clients.contact",
                        verbose_name="who decides",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ordered",
                        to="clients.contact",
                        verbose_name="ordered by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recruiter",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Candidacy",
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
                        default="identified",
                        max_length=16,
                        verbose_name="stage",
                    ),
                ),
                ("stage_since", models.DateTimeField()),
                ("added_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("presented_at", models.DateTimeField(blank=True, null=True)),
                (
                    "interest",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="interest"
                    ),
                ),
                (
                    "other_offer",
                    models.CharField(blank=True, max_length=160, verbose_name="other processes"),
                ),
                (
                    "other_offer_answers_on",
                    models.DateField(blank=True, null=True, verbose_name="answers them on"),
                ),
                ("recommended", models.BooleanField(default=False, verbose_name="we recommend")),
                ("recommendation", models.TextField(blank=True, verbose_name="why")),
                ("risk", models.TextField(blank=True, verbose_name="risk")),
                (
                    "is_clients_own",
                    models.BooleanField(default=False, verbose_name="the client's own candidate"),
                ),
                ("source", models.CharField(blank=True, max_length=80)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[("rejected", "Turned down"), ("withdrawn", "Withdrew")],
                        max_length=12,
                    ),
                ),
                (
                    "end_reason",
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
                (
                    "said_no",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("candidate", "The candidate"),
                            ("client", "The client"),
                            ("we", "We"),
                        ],
                        max_length=12,
                    ),
                ),
                ("end_words", models.TextField(blank=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="processes.assignment",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="candidates.candidate",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "candidacies",
                "ordering": ["-stage_since", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("next_at", models.DateTimeField(db_index=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="digest",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
                            ("candidacy_reopened", "Candidacy taken up again"),
                            ("meeting_booked", "Meeting booked"),
                            ("client_answered", "Client's answer"),
                            ("obstacle_raised", "Obstacle found"),
                            ("obstacle_told", "Obstacle told to the client"),
                            ("obstacle_decided", "Obstacle decided"),
                            ("report_sent", "Weekly report sent"),
                            ("report_stopped", "Weekly report stopped"),
                            ("letter_sent", "Letter sent"),
                            ("follow_up_put_off", "Follow-up put off"),
                            ("placed", "Placement agreed"),
                            ("document_added", "Document added"),
                            ("imported", "Imported"),
                        ],
                        max_length=24,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("reached", models.BooleanField(null=True)),
                ("visible_to_client", models.BooleanField(default=False)),
                ("text", models.TextField(blank=True)),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("redacted_at", models.DateTimeField(editable=False, null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="processes.assignment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="processes.candidacy",
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="candidates.candidate",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="clients.contact",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first_call_orderer", "first call after the order"),
                            ("first_call_decider", "first call to the one who decides"),
                            ("schedule", "schedule"),
                            ("weekly_call", "weekly call"),
                            ("application", "answer to application"),
                            ("personal_feedback", "personal feedback"),
                            ("client_feedback", "feedback on a presented candidate"),
                        ],
                        max_length=24,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("first_due_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("next_reminder_at", models.DateTimeField(null=True)),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="processes.assignment",
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="processes.candidacy",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="clients.client",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="clients.contact",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dropped",
                        to="processes.event",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened",
                        to="processes.event",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settled",
                        to="processes.event",
                    ),
                ),
            ],
            options={
                "ordering": ["due_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FollowUpPolicy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first_call_orderer", "first call after the order"),
                            ("first_call_decider", "first call to the one who decides"),
                            ("schedule", "schedule"),
                            ("weekly_call", "weekly call"),
                            ("application", "answer to application"),
                            ("personal_feedback", "personal feedback"),
                            ("client_feedback", "feedback on a presented candidate"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(default=0, verbose_name="working days")),
                (
                    "hours",
                    models.PositiveSmallIntegerField(default=0, verbose_name="working hours"),
                ),
                (
                    "end_of_day",
                    models.BooleanField(default=False, verbose_name="to the end of that day"),
                ),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="policies",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "follow-up policies",
            },
        ),
        migrations.CreateModel(
            name="ImportedRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=40)),
                ("table", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=80)),
                ("object_id", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="contenttypes.contenttype"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("with_client", models.BooleanField(default=True, verbose_name="with the client")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="ends")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="place")),
                ("link", models.URLField(blank=True, verbose_name="link")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meetings",
                        to="processes.candidacy",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="clients.contact",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at"],
            },
        ),
        migrations.CreateModel(
            name="MustHave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=160, verbose_name="must-have")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="must_haves",
                        to="processes.assignment",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Fit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("not_asked", "Not asked"),
                            ("yes", "Yes"),
                            ("partly", "Partly"),
                            ("no", "No"),
                        ],
                        default="not_asked",
                        max_length=12,
                        verbose_name="answer",
                    ),
                ),
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="evidence")),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fits",
                        to="processes.candidacy",
                    ),
                ),
                (
                    "must_have",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fits",
                        to="processes.musthave",
                    ),
                ),
            ],
            options={
                "ordering": ["must_have__position"],
            },
        ),
        migrations.CreateModel(
            name="Obstacle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("not_interested", "People are not interested"),
                            ("salary", "Pay below the market"),
                            ("remote_work", "Remote work"),
                            ("criterion", "One criterion is missing"),
                            ("relocation", "Relocation"),
                            ("benefits", "Benefits"),
                            ("employer", "View of the employer"),
                            ("other", "Something else"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="in one line")),
                (
                    "evidence",
                    models.TextField(
                        help_text="Counted: 7 of 12 who said no named the salary.",
                        verbose_name="evidence",
                    ),
                ),
                ("effect", models.TextField(blank=True, verbose_name="effect")),
                ("proposal", models.TextField(verbose_name="what we propose")),
                ("found_at", models.DateTimeField()),
                (
                    "decision_wanted_on",
                    models.DateField(blank=True, null=True, verbose_name="decision wanted by"),
                ),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision", models.TextField(blank=True, verbose_name="decision")),
                ("outcome", models.TextField(blank=True, verbose_name="what came of it")),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obstacles",
                        to="processes.assignment",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-found_at"],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agreed_at", models.DateTimeField()),
                ("starts_on", models.DateField(verbose_name="starts")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends")),
                (
                    "trial_ends_on",
                    models.DateField(blank=True, null=True, verbose_name="trial period ends"),
                ),
                (
                    "guarantee_ends_on",
                    models.DateField(blank=True, null=True, verbose_name="guarantee ends"),
                ),
                ("terms", models.CharField(blank=True, max_length=200, verbose_name="terms")),
                (
                    "candidacy",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement",
                        to="processes.candidacy",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on"],
            },
        ),
        migrations.CreateModel(
            name="PlannedActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("text", models.CharField(max_length=160, verbose_name="activity")),
                ("milestone", models.CharField(blank=True, max_length=16)),
                ("due_on", models.DateField(verbose_name="by")),
                ("first_due_on", models.DateField(editable=False, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="processes.assignment",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "planned activities",
                "ordering": ["due_on", "position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.CharField(max_length=16)),
                ("at", models.DateTimeField()),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="processes.followup",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reminders",
                        to="mailings.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slot_at", models.DateTimeField()),
                ("since_at", models.DateTimeField()),
                ("language", models.CharField(default="en", max_length=2)),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                (
                    "wanted",
                    models.TextField(
                        blank=True,
                        help_text="One line each, three at most.",
                        verbose_name="what we need from the client",
                    ),
                ),
                (
                    "next_week",
                    models.TextField(
                        blank=True,
                        help_text="One line each, with owner and day.",
                        verbose_name="next week",
                    ),
                ),
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("needs_approval", models.BooleanField(default=False)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("stop_reason", models.CharField(blank=True, max_length=200)),
                ("facts", models.JSONField(blank=True, null=True)),
                ("html", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("rendered_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("try_after", models.DateTimeField(blank=True, null=True)),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="processes.assignment",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mailings.attachment",
                    ),
                ),
                (
                    "stopped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-slot_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportSchedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                        ],
                        default=4,
                        verbose_name="weekday",
                    ),
                ),
                ("time", models.TimeField(default=datetime.time(15, 0), verbose_name="time")),
                (
                    "time_zone",
                    models.CharField(
                        choices=accounts.places.time_zone_choices,
                        default="Europe/Stockholm",
                        max_length=64,
                        validators=[accounts.places.time_zone_exists],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "needs_approval",
                    models.BooleanField(
                        default=False,
                        help_text="Otherwise the report goes out at the set time unless somebody stops it.",
                        verbose_name="only after approval",
                    ),
                ),
                ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
                (
                    "assignment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_schedule",
                        to="processes.assignment",
                    ),
                ),
                (
                    "client",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_schedule",
                        to="clients.client",
                    ),
                ),
                (
                    "recipients",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Nobody chosen: whoever ordered and whoever decides.",
                        related_name="+",
                        to="clients.contact",
                        verbose_name="recipients",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(fields=["-opened_at", "-id"], name="assignments_newest_first"),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["next_draft_at"],
                name="reports_to_be_drafted",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("plain_title", "gin_trgm_ops"),
                name="assignments_by_part_of_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="an_assignment_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["permanent", "interim", "search"])),
                name="an_assignment_has_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("outcome", "")),
                    models.Q(
                        ("closed_at__isnull", False),
                        ("outcome__in", ["filled", "cancelled", "lost"]),
                    ),
                    _connector="OR",
                ),
                name="a_closed_assignment_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("target_weeks__range", (1, 52))),
                name="an_assignment_takes_one_to_52_weeks",
            ),
        ),
        migrations.AddIndex(
            model_name="candidacy",
            index=models.Index(
                fields=["assignment", "stage", "-stage_since"], name="board_of_an_assignment"
            ),
        ),
        migrations.AddIndex(
            model_name="candidacy",
            index=models.Index(
                fields=["candidate", "-added_at"], name="candidacies_of_a_candidate"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.UniqueConstraint(
                models.F("assignment"), models.F("candidate"), name="one_candidacy_per_assignment"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
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
                    )
                ),
                name="a_candidacy_has_a_known_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidacy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interest__isnull", True), ("interest__range", (1, 5)), _connector="OR"
                ),
                name="interest_is_one_to_five",
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
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["identified", "contacted", "interested", "interviewed"]),
                    ("presented_at__isnull", False),
                    _connector="OR",
                ),
                name="whoever_stands_behind_presented_was_presented",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                fields=["assignment", "-at", "-id"],
                include=("kind",),
                name="timeline_of_an_assignment",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["candidate", "-at", "-id"], name="timeline_of_a_candidate"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["client", "-at", "-id"], name="timeline_of_a_client"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["candidacy", "kind", "at"], name="events_of_a_candidacy"),
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
                            "candidacy_reopened",
                            "meeting_booked",
                            "client_answered",
                            "obstacle_raised",
                            "obstacle_told",
                            "obstacle_decided",
                            "report_sent",
                            "report_stopped",
                            "letter_sent",
                            "follow_up_put_off",
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
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("client__isnull", False), ("candidate__isnull", False), _connector="OR"
                ),
                name="an_event_is_about_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("dropped_at__isnull", True), ("settled_at__isnull", True)),
                fields=["owner", "due_at"],
                name="what_somebody_owes",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("dropped_at__isnull", True), ("settled_at__isnull", True)),
                fields=["candidacy"],
                name="what_a_candidacy_waits_for",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("dropped_at__isnull", True), ("settled_at__isnull", True)),
                fields=["client"],
                name="what_a_client_waits_for",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("dropped_at__isnull", True), ("settled_at__isnull", True)),
                fields=["next_reminder_at"],
                name="reminders_that_are_due",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                fields=["assignment", "settled_at"], name="kept_words_of_an_assignment"
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["owner", "settled_at"], name="kept_words_of_somebody"),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                models.F("kind"),
                models.F("assignment"),
                models.F("candidacy"),
                models.F("contact"),
                condition=models.Q(("dropped_at__isnull", True), ("settled_at__isnull", True)),
                name="one_open_follow_up_per_kind_and_subject",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("settled_at__isnull", True), ("dropped_at__isnull", True), _connector="OR"
                ),
                name="a_follow_up_is_settled_or_dropped_not_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_follow_up_is_settled_by_an_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "first_call_orderer",
                            "first_call_decider",
                            "schedule",
                            "weekly_call",
                            "application",
                            "personal_feedback",
                            "client_feedback",
                        ],
                    )
                ),
                name="a_follow_up_has_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="followuppolicy",
            constraint=models.UniqueConstraint(
                models.F("kind"),
                models.F("client"),
                name="one_policy_per_kind_and_client",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="followuppolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gt", 0), ("hours__gt", 0), _connector="OR"),
                name="a_policy_gives_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="importedrecord",
            constraint=models.UniqueConstraint(
                models.F("source"),
                models.F("table"),
                models.F("key"),
                name="one_record_per_imported_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="a_meeting_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="musthave",
            constraint=models.UniqueConstraint(
                models.F("assignment"), models.F("position"), name="one_must_have_per_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="musthave",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__range", (1, 3))), name="at_most_three_must_haves"
            ),
        ),
        migrations.AddConstraint(
            model_name="musthave",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_must_have_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="fit",
            constraint=models.UniqueConstraint(
                models.F("candidacy"),
                models.F("must_have"),
                name="one_fit_per_candidacy_and_must_have",
            ),
        ),
        migrations.AddConstraint(
            model_name="obstacle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_at__isnull", True), ("told_at__isnull", False), _connector="OR"
                ),
                name="an_obstacle_is_told_before_it_is_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="a_placement_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("trial_ends_on__isnull", True),
                    ("trial_ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="a_trial_period_ends_after_the_start",
            ),
        ),
        migrations.AddIndex(
            model_name="plannedactivity",
            index=models.Index(fields=["assignment", "due_on"], name="schedule_of_an_assignment"),
        ),
        migrations.AddConstraint(
            model_name="plannedactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="an_activity_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                models.F("follow_up"), models.F("step"), name="one_reminder_per_follow_up_and_step"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("sent_at__isnull", True), ("stopped_at__isnull", True)),
                fields=["try_after"],
                name="reports_to_be_taken_further",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                models.F("assignment"), models.F("slot_at"), name="one_report_per_slot"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at__isnull", True), ("facts__isnull", False), _connector="OR"
                ),
                name="an_approved_report_has_frozen_facts",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("approved_at__isnull", False), _connector="OR"
                ),
                name="a_sent_report_was_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("stopped_at__isnull", True), _connector="OR"
                ),
                name="a_stopped_report_is_not_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(("assignment__isnull", True), ("client__isnull", True)),
                name="one_report_schedule_for_the_agency",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("client__isnull", True), ("assignment__isnull", True), _connector="OR"
                ),
                name="a_report_schedule_is_for_a_client_or_an_assignment",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportschedule",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__range", (0, 4))), name="reports_go_out_on_a_weekday"
            ),
        ),
    ]
