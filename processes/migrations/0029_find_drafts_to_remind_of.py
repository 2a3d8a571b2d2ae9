"""Reports that went out stay out of what is asked once a second: whom to remind of drafts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0028_words_by_section")]

    operations = [
        migrations.RemoveIndex(model_name="report", name="reminders_of_drafts"),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(
                    approved_at__isnull=True,
                    next_reminder_at__isnull=False,
                    stopped_at__isnull=True,
                ),
                fields=["next_reminder_at"],
                name="drafts_to_remind_of",
            ),
        ),
    ]
