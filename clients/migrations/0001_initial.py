import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.places
import accounts.search_names


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Client",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("industry", models.CharField(blank=True, max_length=120, verbose_name="industry")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="city")),
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
                        blank=True,
                        choices=accounts.places.time_zone_choices,
                        help_text="Empty: the time of the country's capital.",
                        max_length=64,
                        validators=[accounts.places.time_zone_exists],
                        verbose_name="time zone",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                ("about", models.TextField(blank=True, verbose_name="about")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "plain_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            accounts.search_names.Unaccented(models.F("name"))
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clients",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="looked after by",
                    ),
                ),
            ],
            options={
                "ordering": ["plain_name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ClientNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("fits", "What fits"),
                            ("does_not_fit", "What does not fit"),
                            ("deciding", "How they decide"),
                        ],
                        max_length=16,
                        verbose_name="about",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "ordering": ["about", "-written_at"],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_name", models.CharField(max_length=80, verbose_name="first name")),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=80, verbose_name="last name"),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="title")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("hr", "HR"),
                            ("hiring_manager", "Hiring manager"),
                            ("other", "Other"),
                        ],
                        default="hiring_manager",
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                ("decides", models.BooleanField(default=False, verbose_name="decides")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("language", models.CharField(default="en", max_length=2, verbose_name="language")),
                ("is_active", models.BooleanField(default=True, verbose_name="works there")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "plain_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            accounts.search_names.Unaccented(
                                django.db.models.functions.text.Concat(
                                    models.F("first_name"), models.Value(" "), models.F("last_name")
                                )
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="clients.client",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contact",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-is_active", "-decides", "plain_name", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="client",
            index=models.Index(fields=["plain_name", "id"], name="clients_in_order_of_name"),
        ),
        migrations.AddIndex(
            model_name="client",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("plain_name", "gin_trgm_ops"),
                name="clients_by_part_of_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_client_has_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("plain_name", "gin_trgm_ops"),
                name="contacts_by_part_of_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                models.F("client"),
                django.db.models.functions.text.Lower("email"),
                condition=models.Q(("email", ""), _negated=True),
                name="one_contact_per_address_of_a_client",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_name", ""), _negated=True),
                name="a_contact_has_a_first_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["hr", "hiring_manager", "other"])),
                name="a_contact_has_a_known_role",
            ),
        ),
    ]
