"""How somebody wants to be shown to clients, and what of them may be told."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

import accounts.showing


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0004_choose_the_rhythm_of_news"),
        ("clients", "0004_say_how_candidates_are_shown"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="shown_as",
            field=models.CharField(
                choices=[("name", "Name"), ("initials", "Initials"), ("number", "Number")],
                db_default="name",
                default="name",
                max_length=8,
                verbose_name="shown to clients as",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="told",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("headline", "What they do (the headline)"),
                        ("city", "The city they live in"),
                        ("evidence", "The evidence for each must-have, in our words"),
                        ("recommendation", "What argues for them"),
                        ("risk", "What to be aware of"),
                        ("expects", "Expected pay"),
                        ("availability", "From when they are available"),
                        ("other_offers", "That they have another offer, and when they answer it"),
                    ],
                    max_length=16,
                ),
                blank=True,
                db_default=[
                    "headline",
                    "city",
                    "evidence",
                    "recommendation",
                    "risk",
                    "expects",
                    "availability",
                    "other_offers",
                ],
                default=accounts.showing.everything,
                size=None,
                verbose_name="clients are told",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(("shown_as__in", ["name", "initials", "number"])),
                name="a_candidate_shows_in_a_known_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "told__contained_by",
                        [
                            "headline",
                            "city",
                            "evidence",
                            "recommendation",
                            "risk",
                            "expects",
                            "availability",
                            "other_offers",
                        ],
                    )
                ),
                name="a_candidate_tells_known_fields",
            ),
        ),
    ]
