import datetime

import django.core.validators
import django.db.models.functions.text
import django.utils.timezone
from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models

import accounts.places

WRAPPER = """
CREATE FUNCTION immutable_unaccent(text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN public.unaccent('public.unaccent'::regdictionary, $1)
"""


WORDS = """
CREATE FUNCTION immutable_words(text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    RETURN array_to_string($1, ' ')
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(WRAPPER, "DROP FUNCTION immutable_unaccent(text)"),
        migrations.RunSQL(WORDS, "DROP FUNCTION immutable_words(text[])"),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("full_name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("recruiter", "Recruiter"),
                            ("lead", "Lead"),
                            ("admin", "Admin"),
                            ("client", "Client contact"),
                        ],
                        default="recruiter",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("language", models.CharField(default="en", max_length=2, verbose_name="language")),
                (
                    "country",
                    models.CharField(
                        choices=[
                            ("SE", "Sweden"),
                            ("PL", "Poland"),
                            ("NL", "Netherlands"),
                            ("GB", "United Kingdom"),
                            ("DK", "Denmark"),
                            ("NO", "Norway"),
                            ("FI", "Finland"),
                            ("DE", "Germany"),
                            ("BE", "Belgium"),
                            ("FR", "France"),
                            ("IE", "Ireland"),
                            ("US", "United States"),
                        ],
                        default="SE",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        choices=accounts.places.time_zone_choices,
                        default="Europe/Stockholm",
                        max_length=64,
                        validators=[accounts.places.time_zone_exists],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "work_starts",
                    models.TimeField(
                        default=datetime.time(8, 0), verbose_name="working day starts"
                    ),
                ),
                (
                    "work_ends",
                    models.TimeField(default=datetime.time(17, 0), verbose_name="working day ends"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                (
                    "joined_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="one_user_per_address"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("work_starts__lt", models.F("work_ends"))),
                        name="a_working_day_starts_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["recruiter", "lead", "admin", "client"])),
                        name="a_user_has_a_known_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(default="recruitcrm", max_length=120, verbose_name="name"),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "colour",
                    models.CharField(
                        default="#0b5a63",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}\\Z", "Write a colour as #0b5a63."
                            )
                        ],
                        verbose_name="colour",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        choices=[
                            ("SE", "Sweden"),
                            ("PL", "Poland"),
                            ("NL", "Netherlands"),
                            ("GB", "United Kingdom"),
                            ("DK", "Denmark"),
                            ("NO", "Norway"),
                            ("FI", "Finland"),
                            ("DE", "Germany"),
                            ("BE", "Belgium"),
                            ("FR", "France"),
                            ("IE", "Ireland"),
                            ("US", "United States"),
                        ],
                        default="SE",
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "time_zone",
                    models.CharField(
                        choices=accounts.places.time_zone_choices,
                        default="Europe/Stockholm",
                        max_length=64,
                        validators=[accounts.places.time_zone_exists],
                        verbose_name="time zone",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "agencies",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="only_one_agency")
                ],
            },
        ),
    ]
