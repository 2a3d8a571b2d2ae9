import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("processes", "0014_decline_kindly_and_close"),
    ]

    operations = [
        migrations.CreateModel(
            name="LetterText",
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
                            ("acknowledgement", "Receipt of an application"),
                            ("answer", "Answer to an application"),
                            ("decline", "Decline after the application"),
                            ("decline_after_interview", "Decline after an interview"),
                            ("holding", "Holding message"),
                            ("feedback_asked", "Feedback asked from the client"),
                            ("dates_asked", "Dates asked from the client"),
                            ("obstacle", "Obstacle told to the client"),
                            ("schedule", "Schedule for the client"),
                            ("closing", "Closing word to the client"),
                            ("keep_in_touch", "Keeping in touch"),
                            ("word", "A word in between"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("sv", "Swedish"),
                            ("pl", "Polish"),
                            ("nl", "Dutch"),
                        ],
                        max_length=2,
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(max_length=5000, verbose_name="text")),
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
                        fields=("kind", "language"), name="one_text_per_kind_and_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True),
                            models.Q(("body", ""), _negated=True),
                        ),
                        name="a_letter_text_has_subject_and_body",
                    ),
                ],
            },
        ),
    ]
