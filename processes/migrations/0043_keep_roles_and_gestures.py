"""The role catalogue (C2), gestures (A4), and how an order came (A5)."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("candidates", "0006_touch_candidates_in_a_rhythm"),
        ("clients", "0005_touch_clients_in_a_rhythm"),
        ("processes", "0042_send_guides"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gesture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=120, verbose_name="what")),
                ("given_on", models.DateField(verbose_name="given on")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="cost"
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("SEK", "SEK"),
                            ("PLN", "PLN"),
                            ("EUR", "EUR"),
                            ("GBP", "GBP"),
                            ("NOK", "NOK"),
                            ("DKK", "DKK"),
                            ("CHF", "CHF"),
                            ("CZK", "CZK"),
                            ("USD", "USD"),
                        ],
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                ("noted_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-given_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="JobRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(blank=True, editable=False, max_length=40)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RoleRange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("permanent", "Permanent"), ("interim", "Interim")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "usual_from",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="from"),
                ),
                (
                    "usual_to",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="to"),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[
                            ("SEK", "SEK"),
                            ("PLN", "PLN"),
                            ("EUR", "EUR"),
                            ("GBP", "GBP"),
                            ("NOK", "NOK"),
                            ("DKK", "DKK"),
                            ("CHF", "CHF"),
                            ("CZK", "CZK"),
                            ("USD", "USD"),
                        ],
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("month", "a month"),
                            ("year", "a year"),
                            ("day", "a day"),
                            ("hour", "an hour"),
                        ],
                        max_length=8,
                        verbose_name="per",
                    ),
                ),
            ],
            options={
                "ordering": ["country", "kind"],
            },
        ),
        migrations.CreateModel(
            name="RoleWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other names",
                    ),
                ),
                ("duties", models.TextField(blank=True, verbose_name="typical duties")),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.RawSQL(
                            "\n    CASE language\n    WHEN 'en' THEN to_tsvector('english'::regconfig, name || ' ' || duties)\n    WHEN 'sv' THEN to_tsvector('swedish'::regconfig, name || ' ' || duties)\n    WHEN 'nl' THEN to_tsvector('dutch'::regconfig, name || ' ' || duties)\n    ELSE to_tsvector('simple'::regconfig, name || ' ' || duties) END\n",
                            [],
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["language"],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="came_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("they_rang", "They rang us"),
                    ("we_rang", "We rang them"),
                    ("tender", "A tender, or several were asked"),
                    ("not_known", "Not known"),
                ],
                db_default="",
                default="",
                max_length=12,
                verbose_name="how the order came",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("came_by__in", ["", "they_rang", "we_rang", "tender", "not_known"])
                ),
                name="an_order_came_in_a_known_way",
            ),
        ),
        migrations.AddField(
            model_name="gesture",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gestures",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="gesture",
            name="candidacy",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gestures",
                to="processes.candidacy",
            ),
        ),
        migrations.AddField(
            model_name="gesture",
            name="candidate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gestures",
                to="candidates.candidate",
            ),
        ),
        migrations.AddField(
            model_name="gesture",
            name="client",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gestures",
                to="clients.client",
            ),
        ),
        migrations.AddField(
            model_name="gesture",
            name="contact",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gestures",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="jobrole",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rolerange",
            name="role",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ranges",
                to="processes.jobrole",
            ),
        ),
        migrations.AddField(
            model_name="rolewording",
            name="role",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="wordings",
                to="processes.jobrole",
            ),
        ),
        migrations.AddIndex(
            model_name="gesture",
            index=models.Index(fields=["given_on", "client"], name="gestures_of_a_year"),
        ),
        migrations.AddConstraint(
            model_name="gesture",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="a_gesture_is_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="gesture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("candidate__isnull", True), ("contact__isnull", False)),
                    models.Q(("candidate__isnull", False), ("contact__isnull", True)),
                    _connector="OR",
                ),
                name="a_gesture_is_to_one_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="gesture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cost__isnull", True), ("currency", "")),
                    models.Q(("cost__gte", 0), models.Q(("currency", ""), _negated=True)),
                    _connector="OR",
                ),
                name="what_a_gesture_cost_has_a_currency",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobrole",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("key",),
                name="a_role_of_the_starter_catalogue_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolerange",
            constraint=models.UniqueConstraint(
                fields=("role", "country", "kind"), name="one_usual_range_per_country_and_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="rolerange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("usual_from__gt", 0), ("usual_to__gte", models.F("usual_from"))
                ),
                name="a_usual_range_goes_from_less_to_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolerange",
            constraint=models.CheckConstraint(
                condition=models.Q(("per__in", ["month", "year", "day", "hour"])),
                name="a_usual_range_is_for_a_known_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolerange",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["permanent", "interim"])),
                name="a_usual_range_is_for_a_known_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="rolewording",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="roles_by_words"),
        ),
        migrations.AddConstraint(
            model_name="rolewording",
            constraint=models.UniqueConstraint(
                fields=("role", "language"), name="one_wording_per_role_and_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="rolewording",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_role_has_a_name"
            ),
        ),
    ]
