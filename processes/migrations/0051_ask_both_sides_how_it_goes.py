"""The three questions after the signature, their answers, and the words that both together call for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0005_touch_clients_in_a_rhythm"),
        ("mailings", "0003_hold_all_mail"),
        ("processes", "0050_begin_with_what_the_law_says"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CareAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("phone", "on the phone"), ("link", "by their link")], max_length=8
                    ),
                ),
                ("going_well", models.PositiveSmallIntegerField(verbose_name="going well")),
                ("better", models.TextField(blank=True, verbose_name="what would make it better")),
                (
                    "anything_else",
                    models.TextField(blank=True, verbose_name="anything we should know"),
                ),
                ("at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CareQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                ("next_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="followup",
            name="a_follow_up_has_a_known_kind",
        ),
        migrations.RemoveConstraint(
            model_name="followuppolicy",
            name="a_policy_has_a_known_kind",
        ),
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
                    ("dates_agreed", "dates to agree with the client"),
                    ("obstacle_told", "obstacle to tell the client"),
                    ("missed_call", "missed call to return"),
                    ("client_silence", "sign of life to the client"),
                    ("acknowledgement", "receipt of the application"),
                    ("candidate_silence", "sign of life to the candidate"),
                    ("feedback_after_meeting", "feedback after a meeting"),
                    ("feedback_call", "call for the client's late feedback"),
                    ("keep_in_touch", "keep in touch"),
                    ("keep_in_touch_candidate", "keep in touch"),
                    ("brief_told", "change of the brief to tell the client"),
                    ("propose_next", "the next to propose"),
                    ("debrief_candidate", "debrief with the candidate"),
                    ("debrief_client", "debrief with the client"),
                    ("offer_answer", "the candidate's answer to the offer"),
                    ("aftercare_candidate", "aftercare of the candidate"),
                    ("aftercare_client", "aftercare of the client"),
                    ("contract_end_candidate", "end of the contract, with the consultant"),
                    ("contract_end_client", "end of the contract, with the client"),
                    ("care_alert", "how it goes, with the client"),
                    ("care_alert_candidate", "how it goes, with the candidate"),
                    ("left_candidate", "a word to somebody who has left"),
                    ("left_client", "a word to the client whom somebody has left"),
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
                    ("dates_agreed", "dates to agree with the client"),
                    ("obstacle_told", "obstacle to tell the client"),
                    ("missed_call", "missed call to return"),
                    ("client_silence", "sign of life to the client"),
                    ("acknowledgement", "receipt of the application"),
                    ("candidate_silence", "sign of life to the candidate"),
                    ("feedback_after_meeting", "feedback after a meeting"),
                    ("feedback_call", "call for the client's late feedback"),
                    ("keep_in_touch", "keep in touch"),
                    ("keep_in_touch_candidate", "keep in touch"),
                    ("brief_told", "change of the brief to tell the client"),
                    ("propose_next", "the next to propose"),
                    ("debrief_candidate", "debrief with the candidate"),
                    ("debrief_client", "debrief with the client"),
                    ("offer_answer", "the candidate's answer to the offer"),
                    ("aftercare_candidate", "aftercare of the candidate"),
                    ("aftercare_client", "aftercare of the client"),
                    ("contract_end_candidate", "end of the contract, with the consultant"),
                    ("contract_end_client", "end of the contract, with the client"),
                    ("care_alert", "how it goes, with the client"),
                    ("care_alert_candidate", "how it goes, with the candidate"),
                    ("left_candidate", "a word to somebody who has left"),
                    ("left_client", "a word to the client whom somebody has left"),
                ],
                max_length=24,
                verbose_name="kind",
            ),
        ),
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
                    ("brief_changed", "Change of the brief told to the client"),
                    ("schedule", "Schedule for the client"),
                    ("schedule_changed", "Changed schedule for the client"),
                    ("closing", "Closing word to the client"),
                    ("keep_in_touch", "Keeping in touch"),
                    ("care_asked", "Question how it goes"),
                    ("availability_asked", "Question when a consultant is free"),
                    ("word", "A word in between"),
                ],
                max_length=24,
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
                            "brief_told",
                            "propose_next",
                            "debrief_candidate",
                            "debrief_client",
                            "offer_answer",
                            "aftercare_candidate",
                            "aftercare_client",
                            "contract_end_candidate",
                            "contract_end_client",
                            "care_alert",
                            "care_alert_candidate",
                            "left_candidate",
                            "left_client",
                        ],
                    )
                ),
                name="a_follow_up_has_a_known_kind",
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
                            "brief_told",
                            "propose_next",
                            "debrief_candidate",
                            "debrief_client",
                            "offer_answer",
                            "aftercare_candidate",
                            "aftercare_client",
                            "contract_end_candidate",
                            "contract_end_client",
                            "care_alert",
                            "care_alert_candidate",
                            "left_candidate",
                            "left_client",
                        ],
                    )
                ),
                name="a_policy_has_a_known_kind",
            ),
        ),
        migrations.AddField(
            model_name="careanswer",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="careanswer",
            name="contact",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="careanswer",
            name="event",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="processes.event"
            ),
        ),
        migrations.AddField(
            model_name="careanswer",
            name="touchpoint",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answer",
                to="processes.touchpoint",
            ),
        ),
        migrations.AddField(
            model_name="carequestion",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="carequestion",
            name="contact",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="carequestion",
            name="letter",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="mailings.letter",
            ),
        ),
        migrations.AddField(
            model_name="carequestion",
            name="touchpoint",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="question",
                to="processes.touchpoint",
            ),
        ),
        migrations.AddIndex(
            model_name="careanswer",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)),
                fields=["next_at"],
                name="answers_to_be_looked_at_again",
            ),
        ),
        migrations.AddConstraint(
            model_name="careanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("going_well__gte", 1), ("going_well__lte", 5)),
                name="it_goes_well_from_one_to_five",
            ),
        ),
        migrations.AddConstraint(
            model_name="careanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by__isnull", True), ("how", "link")),
                    models.Q(("by__isnull", False), ("how", "phone")),
                    _connector="OR",
                ),
                name="on_the_phone_somebody_has_asked",
            ),
        ),
        migrations.AddIndex(
            model_name="carequestion",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False)),
                fields=["next_at"],
                name="questions_sent_by_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="carequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("letter", None), ("asked_at__isnull", False), _connector="OR"),
                name="a_question_in_a_letter_was_asked",
            ),
        ),
    ]
