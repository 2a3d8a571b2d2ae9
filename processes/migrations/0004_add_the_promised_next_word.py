"""A promised day for the next word is a follow-up too (K3), to candidates and to clients."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0003_events_are_append_only")]

    operations = [
        migrations.RemoveConstraint(model_name="followup", name="a_follow_up_has_a_known_kind"),
        migrations.AlterField(
            model_name="followup",
            name="kind",
            field=models.CharField(
                choices=[
                    ("first_call_orderer", "first call after the order"),
                    ("first_call_decider", "first call to the one who decides"),
                    ("schedule", "schedule"),
                    ("weekly_call", "weekly call"),
                    ("application", "answer to application"),
                    ("personal_feedback", "personal feedback"),
                    ("client_feedback", "feedback on a presented candidate"),
                    ("next_word", "the next word promised"),
                    ("next_word_client", "the next word promised"),
                ],
                max_length=24,
            ),
        ),
        migrations.AlterField(
            model_name="followuppolicy",
            name="kind",
            field=models.CharField(
                choices=[
                    ("first_call_orderer", "first call after the order"),
                    ("first_call_decider", "first call to the one who decides"),
                    ("schedule", "schedule"),
                    ("weekly_call", "weekly call"),
                    ("application", "answer to application"),
                    ("personal_feedback", "personal feedback"),
                    ("client_feedback", "feedback on a presented candidate"),
                    ("next_word", "the next word promised"),
                    ("next_word_client", "the next word promised"),
                ],
                max_length=24,
                verbose_name="kind",
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
                            "next_word",
                            "next_word_client",
                        ],
                    )
                ),
                name="a_follow_up_has_a_known_kind",
            ),
        ),
    ]
