"""Templates of schedules, and versions of those that clients have (C4)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("mailings", "0003_hold_all_mail"),
        ("processes", "0023_agree_target_companies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="plannedactivity",
            name="texts",
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.CreateModel(
            name="ScheduleVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("try_after", models.DateTimeField()),
                ("ring_after", models.DateTimeField()),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("failed_renderings", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("preview_tries", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("preview_error", models.TextField(blank=True, db_default="", default="")),
                ("language", models.CharField(default="en", max_length=2)),
                ("send_at", models.DateTimeField()),
                ("rendered_at", models.DateTimeField(blank=True, null=True)),
                ("letters_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField()),
                ("whys", models.JSONField(default=dict)),
                ("frozen_at", models.DateTimeField(null=True)),
                ("facts", models.JSONField(null=True)),
                ("by_hand", models.BooleanField(default=False)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedule_versions",
                        to="processes.assignment",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="ScheduleEdition",
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
                (
                    "pdf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mailings.attachment",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="processes.scheduleversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScheduleTemplate",
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
                            ("permanent", "Permanent"),
                            ("interim", "Interim"),
                            ("search", "Search"),
                        ],
                        max_length=12,
                    ),
                ),
                ("lines", models.JSONField(default=list)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind",), name="one_schedule_template_per_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["permanent", "interim", "search"])),
                        name="a_schedule_template_is_for_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lines", []), _negated=True),
                        name="a_schedule_template_has_a_line",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="scheduleversion",
            index=models.Index(
                condition=models.Q(("letters_at__isnull", True)),
                fields=["try_after"],
                name="schedules_to_be_taken_further",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleversion",
            constraint=models.UniqueConstraint(
                models.F("assignment"), models.F("number"), name="one_schedule_version_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("frozen_at__isnull", True)),
                fields=("assignment",),
                name="one_open_version_of_a_schedule",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("frozen_at__isnull", True), ("facts__isnull", False), _connector="OR"
                ),
                name="a_frozen_schedule_has_facts",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("letters_at__isnull", True), ("frozen_at__isnull", False), _connector="OR"
                ),
                name="letters_carry_a_frozen_schedule",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("frozen_at__isnull", False), _connector="OR"
                ),
                name="a_sent_schedule_was_frozen",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleedition",
            constraint=models.UniqueConstraint(
                models.F("version"),
                models.F("language"),
                name="one_edition_per_schedule_version_and_language",
            ),
        ),
    ]
