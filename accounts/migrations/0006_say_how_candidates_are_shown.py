"""How candidates are shown to clients, and what of them is told: as the agency allows."""

import django.contrib.postgres.fields
from django.db import migrations, models

import accounts.showing


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_invite_people"),
        ("mailings", "0003_hold_all_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
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
            model_name="agency",
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
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(("shown_as__in", ["name", "initials", "number"])),
                name="the_agency_shows_in_a_known_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
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
                name="the_agency_tells_known_fields",
            ),
        ),
    ]
