"""The words around a schedule that has changed (C4)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0024_add_schedule_versions_and_templates"),
    ]

    operations = [
        migrations.AlterField(
            model_name="lettertext",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acknowledgement", "Receipt of an application"),
                    ("answer", "Answer to an application"),
                    ("decline", "Decline after the application"),
                    ("decline_found", "Decline to somebody we found"),
                    ("decline_closed", "Decline when the assignment closes"),
                    ("decline_after_interview", "Decline after an interview"),
                    ("holding", "Holding message"),
                    ("feedback_asked", "Feedback asked from the client"),
                    ("dates_asked", "Dates asked from the client"),
                    ("obstacle", "Obstacle told to the client"),
                    ("schedule", "Schedule for the client"),
                    ("schedule_changed", "Changed schedule for the client"),
                    ("closing", "Closing word to the client"),
                    ("keep_in_touch", "Keeping in touch"),
                    ("word", "A word in between"),
                ],
                max_length=24,
            ),
        ),
    ]
