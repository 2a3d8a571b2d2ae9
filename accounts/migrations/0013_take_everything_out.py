"""Archives of everything, asked for by admins and written by a worker."""

import django.db.models.deletion
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_ask_how_it_goes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
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
                ("asked_at", models.DateTimeField()),
                ("progress", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                ("as_of", models.DateTimeField(null=True)),
                ("path", models.CharField(blank=True, max_length=80)),
                ("size", models.BigIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("rows_written", models.BigIntegerField(db_default=0, default=0)),
                ("files_written", models.BigIntegerField(db_default=0, default=0)),
                ("files_missing", models.BigIntegerField(db_default=0, default=0)),
                ("expires_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                ("gave_up_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=80)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.lookups.IsNull(models.F("finished_at"), True),
                        condition=models.Q(
                            ("finished_at", None), ("gave_up_at", None), ("removed_at", None)
                        ),
                        name="one_export_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expires_at", None),
                                ("finished_at", None),
                                ("path", ""),
                                ("sha256", ""),
                                ("size", None),
                            ),
                            models.Q(
                                ("expires_at__gt", models.F("finished_at")),
                                ("finished_at__isnull", False),
                                ("size__gt", 0),
                                models.Q(("path", ""), _negated=True),
                                models.Q(("sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_export_has_a_file_once_it_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gave_up_at", None), ("finished_at", None), _connector="OR"
                        ),
                        name="an_export_ends_in_one_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("progress__lte", 100)),
                        name="an_export_has_a_progress_in_per_cent",
                    ),
                ],
            },
        ),
    ]
