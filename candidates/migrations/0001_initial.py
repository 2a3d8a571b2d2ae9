import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.search_names
import candidates.models.document


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Candidate",
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
                ("headline", models.CharField(blank=True, max_length=160, verbose_name="headline")),
                ("employer", models.CharField(blank=True, max_length=160, verbose_name="works at")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
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
                ("language", models.CharField(default="en", max_length=2, verbose_name="language")),
                ("profile_link", models.URLField(blank=True, verbose_name="profile link")),
                (
                    "skills",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="skills",
                    ),
                ),
                (
                    "available_on",
                    models.DateField(blank=True, null=True, verbose_name="available from"),
                ),
                (
                    "expects",
                    models.CharField(
                        blank=True,
                        help_text="Expected pay or day rate.",
                        max_length=80,
                        verbose_name="expects",
                    ),
                ),
                ("about", models.TextField(blank=True, verbose_name="notes")),
                (
                    "source",
                    models.CharField(blank=True, max_length=80, verbose_name="found through"),
                ),
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
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.RawSQL(
                            "\n    setweight(to_tsvector('simple'::regconfig, immutable_unaccent(coalesce(headline, ''))), 'A') ||\n    setweight(to_tsvector('simple'::regconfig, immutable_unaccent(immutable_words(skills))), 'A') ||\n    setweight(to_tsvector('simple'::regconfig, immutable_unaccent(coalesce(employer, ''))), 'B') ||\n    setweight(to_tsvector('simple'::regconfig, immutable_unaccent(coalesce(about, ''))), 'C')\n",
                            [],
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        blank=True,
                        help_text="The same person as a client's contact (K8).",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="candidate",
                        to="clients.contact",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
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
            name="Document",
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
                            ("cv", "CV"),
                            ("letter", "Letter"),
                            ("certificate", "Certificate"),
                            ("other", "Other"),
                        ],
                        default="cv",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        upload_to=candidates.models.document.random_name, verbose_name="file"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="candidates.candidate",
                    ),
                ),
            ],
            options={
                "ordering": ["-added_at", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=models.Index(fields=["plain_name", "id"], name="candidates_in_order_of_name"),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("plain_name", "gin_trgm_ops"),
                name="candidates_by_part_of_name",
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], name="candidates_by_words"
            ),
        ),
        migrations.AddIndex(
            model_name="candidate",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["skills"], name="candidates_by_skill"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_name", ""), _negated=True),
                name="a_candidate_has_a_first_name",
            ),
        ),
    ]
