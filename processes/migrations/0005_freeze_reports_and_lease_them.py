import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("mailings", "0002_heartbeat"),
        ("processes", "0004_add_the_promised_next_word"),
    ]

    operations = [
        migrations.RemoveIndex("report", "reports_to_be_taken_further"),
        migrations.AddField("report", "letters_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "report",
            "preview",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="mailings.attachment",
            ),
        ),
        migrations.AddField(
            "report", "preview_wanted_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "report",
            "ring_after",
            models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            "report",
            "send_at",
            models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField("report", "subject", models.CharField(blank=True, max_length=250)),
        migrations.AddField(
            "report", "template_version", models.PositiveSmallIntegerField(default=1)
        ),
        migrations.AlterField(
            "report",
            "try_after",
            models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["try_after"],
                condition=Q(letters_at__isnull=True, stopped_at__isnull=True),
                name="reports_to_be_taken_further",
            ),
        ),
        migrations.AddIndex(
            "report",
            models.Index(
                fields=["preview_wanted_at"],
                condition=Q(preview_wanted_at__isnull=False),
                name="previews_that_are_wanted",
            ),
        ),
        migrations.AddIndex(
            "report", models.Index(fields=["-slot_at", "-id"], name="reports_newest_first")
        ),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=Q(letters_at__isnull=True) | Q(rendered_at__isnull=False),
                name="letters_carry_a_rendered_report",
            ),
        ),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | ~Q(stop_reason=""),
                name="a_stopped_report_says_why",
            ),
        ),
    ]
