"""Holding messages: prepared words to candidates who wait (K3)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OPEN = models.Q(("sent_at__isnull", True), ("set_aside_at__isnull", True))


class Migration(migrations.Migration):
    dependencies = [
        ("mailings", "0002_heartbeat"),
        ("processes", "0011_let_policies_change_the_steps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HoldingMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holding_messages",
                        to="processes.candidacy",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holding_messages",
                        to="processes.followup",
                    ),
                ),
                (
                    "waits_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="processes.followup",
                    ),
                ),
                ("subject", models.CharField(max_length=250, verbose_name="subject")),
                ("body", models.TextField(verbose_name="words")),
                ("next_on", models.DateField(verbose_name="next word on")),
                ("version", models.PositiveIntegerField(default=1)),
                ("prepared_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("goes_out_at", models.DateTimeField(null=True)),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="mailings.letter",
                    ),
                ),
                ("sent_at", models.DateTimeField(null=True)),
                ("set_aside_at", models.DateTimeField(null=True)),
            ],
            options={"ordering": ["follow_up__due_at", "pk"]},
        ),
        migrations.AddIndex(
            model_name="holdingmessage",
            index=models.Index(
                condition=OPEN & models.Q(("goes_out_at__isnull", False)),
                fields=["goes_out_at"],
                name="holding_messages_to_go_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdingmessage",
            constraint=models.UniqueConstraint(
                condition=OPEN,
                fields=("candidacy",),
                name="one_open_holding_message_per_candidacy",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("set_aside_at__isnull", True), _connector="OR"
                ),
                name="a_holding_message_is_sent_or_set_aside_not_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), ("letter__isnull", False), _connector="OR"
                ),
                name="a_holding_message_is_sent_by_a_letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdingmessage",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject__regex", "[\\r\\n]"), _negated=True),
                name="a_holding_subject_is_one_line",
            ),
        ),
    ]
