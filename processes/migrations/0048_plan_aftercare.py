import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OPEN = models.Q(("dropped_at__isnull", True), ("settled_at__isnull", True))


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0047_whoever_was_presented_had_agreed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AftercareTemplate",
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
                        choices=[("permanent", "Permanent"), ("interim", "Interim")], max_length=12
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
                        fields=("kind",), name="one_aftercare_template_per_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["permanent", "interim"])),
                        name="an_aftercare_template_is_for_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lines", []), _negated=True),
                        name="an_aftercare_template_has_a_line",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Touchpoint",
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
                ("line", models.CharField(max_length=40)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("texts", models.JSONField(default=dict)),
                (
                    "anchor",
                    models.CharField(
                        choices=[
                            ("start", "the first day"),
                            ("trial_middle", "the middle of the trial period"),
                            ("trial_end", "the last day of the trial period"),
                            ("guarantee_end", "the last day of the guarantee"),
                            ("contract_end", "the last day of the contract"),
                        ],
                        max_length=16,
                    ),
                ),
                ("offset", models.SmallIntegerField()),
                (
                    "unit",
                    models.CharField(choices=[("day", "days"), ("month", "months")], max_length=8),
                ),
                ("within", models.PositiveSmallIntegerField()),
                ("asks", models.BooleanField(default=False)),
                ("gesture", models.BooleanField(default=False)),
                ("yearly", models.BooleanField(default=False)),
                ("opens_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("opens_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="touchpoints",
                        to="processes.placement",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="processes.event",
                    ),
                ),
            ],
            options={
                "ordering": ["opens_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("opens_at__isnull", False)),
                        fields=["opens_at"],
                        name="touchpoints_that_open",
                    ),
                    models.Index(fields=["opens_on"], name="touchpoints_by_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("placement", "side", "line", "round"),
                        name="one_touchpoint_per_side_line_and_round",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["candidate", "client"])),
                        name="a_touchpoint_has_a_known_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "anchor__in",
                                [
                                    "start",
                                    "trial_middle",
                                    "trial_end",
                                    "guarantee_end",
                                    "contract_end",
                                ],
                            ),
                            ("unit__in", ["day", "month"]),
                        ),
                        name="a_touchpoint_counts_from_a_known_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on__isnull", True), ("opens_on__isnull", True)),
                            ("due_on__gte", models.F("opens_on")),
                            _connector="OR",
                        ),
                        name="a_touchpoint_is_due_once_it_is_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at__isnull", True),
                            models.Q(("dropped_at__isnull", True), ("opens_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_touchpoint_opens_on_its_day_unless_dropped",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="followup",
            name="touchpoint",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to="processes.touchpoint",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="followup", name="one_open_follow_up_per_kind_and_subject"
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                "kind",
                "client",
                "assignment",
                "candidacy",
                "contact",
                "obstacle",
                "touchpoint",
                condition=OPEN,
                name="one_open_follow_up_per_kind_and_subject",
                nulls_distinct=False,
            ),
        ),
    ]
