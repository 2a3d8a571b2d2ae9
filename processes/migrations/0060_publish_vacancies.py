import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import processes.models.application
import processes.models.held_file


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0008_keep_pools_and_searches"),
        ("processes", "0059_begin_with_drafts_of_keeping"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HeldFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(upload_to=processes.models.held_file.random_name)),
                ("name", models.CharField(max_length=160)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("drops_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="PrivacyText",
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
                ("version", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["language", "-version"],
            },
        ),
        migrations.CreateModel(
            name="Vacancy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True)),
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
                        verbose_name="language",
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("about", models.TextField(blank=True, verbose_name="the role")),
                ("wanted", models.TextField(blank=True, verbose_name="what you bring")),
                ("offered", models.TextField(blank=True, verbose_name="what you get")),
                (
                    "question",
                    models.CharField(
                        blank=True,
                        help_text="Such as: what would you do in the first month? Left empty, none is asked.",
                        max_length=200,
                        verbose_name="one question to whoever applies",
                    ),
                ),
                (
                    "names_client",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="name the client"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="place")),
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
                    "remote_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(5)],
                        verbose_name="days a week at home",
                    ),
                ),
                (
                    "contract",
                    models.CharField(
                        choices=[
                            ("permanent", "Permanent job"),
                            ("temporary", "Employed for a time"),
                            ("contractor", "Contract as a consultant"),
                        ],
                        max_length=12,
                        verbose_name="contract",
                    ),
                ),
                (
                    "hours",
                    models.CharField(
                        choices=[
                            ("full", "Full time"),
                            ("part", "Part time"),
                            ("either", "Full or part time"),
                        ],
                        default="full",
                        max_length=8,
                        verbose_name="working hours",
                    ),
                ),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="last day to apply"),
                ),
                ("published_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vacancy",
                        to="processes.assignment",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "vacancies",
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("first_name", models.CharField(max_length=80, verbose_name="first name")),
                ("last_name", models.CharField(max_length=80, verbose_name="last name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
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
                ("question", models.CharField(blank=True, max_length=200)),
                ("answer", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=40)),
                (
                    "file",
                    models.FileField(
                        blank=True, upload_to=processes.models.application.random_name
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=160)),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("file_size", models.PositiveIntegerField(default=0)),
                (
                    "became",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("new", "New record"),
                            ("same", "The same person"),
                            ("other", "Somebody else"),
                        ],
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "candidacy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="processes.candidacy",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="candidates.document",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="processes.privacytext",
                    ),
                ),
                (
                    "vacancy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="processes.vacancy",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="privacytext",
            constraint=models.UniqueConstraint(
                fields=("language", "version"), name="one_privacy_text_per_version_and_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="privacytext",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "sv", "pl", "nl"])),
                name="a_privacy_text_speaks_our_languages",
            ),
        ),
        migrations.AddConstraint(
            model_name="privacytext",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), ("version__gt", 0)),
                name="a_privacy_text_says_something",
            ),
        ),
        migrations.AddIndex(
            model_name="vacancy",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False), ("withdrawn_at", None)),
                fields=["-published_at", "-id"],
                name="vacancies_out_in_the_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="a_vacancy_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", ""), _negated=True), name="a_vacancy_has_an_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["en", "sv", "pl", "nl"])),
                name="a_vacancy_speaks_our_languages",
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contract__in", ["permanent", "temporary", "contractor"]),
                    ("hours__in", ["full", "part", "either"]),
                ),
                name="a_vacancy_says_what_work_it_is",
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(("about", ""), ("valid_until", None), _connector="OR", _negated=True),
                    _connector="OR",
                ),
                name="a_published_vacancy_says_what_and_until_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), ("published_at__isnull", False), _connector="OR"
                ),
                name="only_a_published_vacancy_is_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(
                condition=models.Q(("remote_days", None), ("remote_days__lte", 5), _connector="OR"),
                name="a_vacancy_has_at_most_five_days_at_home",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["-at", "-id"], name="applications_newest_first"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("decided_at", None)),
                fields=["vacancy", "at"],
                name="applications_to_be_looked_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                models.F("vacancy"),
                django.db.models.functions.text.Lower("email"),
                name="one_application_per_vacancy_and_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("became", ""),
                        ("candidacy", None),
                        ("decided_at", None),
                        ("decided_by", None),
                    ),
                    models.Q(
                        ("became__in", ["new", "same", "other"]),
                        ("candidacy__isnull", False),
                        ("decided_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_decided_application_says_what_it_became",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_name", ""), _negated=True),
                    models.Q(("email", ""), _negated=True),
                ),
                name="an_application_says_who",
            ),
        ),
    ]
