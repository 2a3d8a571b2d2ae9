"""One step taken for many candidates at once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0056_know_the_kinds_of_applications_and_merging"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assignment", "Put on an assignment"),
                            ("pool", "Put into a pool"),
                            ("tag", "Tagged"),
                            ("letter", "Written to"),
                            ("owner", "Handed over"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("done", models.JSONField(blank=True, default=list)),
                ("left_out", models.JSONField(blank=True, default=list)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bulk_steps",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["assignment", "pool", "tag", "letter", "owner"])
                        ),
                        name="a_bulk_step_has_a_known_kind",
                    )
                ],
            },
        ),
    ]
