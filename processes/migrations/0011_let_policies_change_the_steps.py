import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0010_events_may_be_undone")]

    operations = [
        migrations.RemoveConstraint(
            model_name="followuppolicy",
            name="a_policy_gives_some_time",
        ),
        migrations.AddField(
            model_name="followuppolicy",
            name="steps",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), blank=True, null=True, size=None
            ),
        ),
        migrations.AddConstraint(
            model_name="followuppolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("days__gt", 0), ("hours__gt", 0), ("end_of_day", True), _connector="OR"
                ),
                name="a_policy_gives_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="followuppolicy",
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
                            "dates_agreed",
                            "obstacle_told",
                            "missed_call",
                            "client_silence",
                            "acknowledgement",
                            "candidate_silence",
                            "feedback_after_meeting",
                            "feedback_call",
                            "keep_in_touch",
                            "keep_in_touch_candidate",
                        ],
                    )
                ),
                name="a_policy_has_a_known_kind",
            ),
        ),
    ]
