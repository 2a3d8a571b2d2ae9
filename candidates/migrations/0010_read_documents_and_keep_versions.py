"""What was read in a document, its versions, the preferred one, and whether it was scanned."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0009_search_by_more"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="version_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="versions",
                to="candidates.document",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="attempt",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="document",
            name="digest",
            field=models.CharField(db_default="", default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="document",
            name="finding",
            field=models.CharField(db_default="", default="", max_length=120),
        ),
        migrations.AddField(
            model_name="document",
            name="number",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="document",
            name="pages",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="preferred",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="document",
            name="preview_key",
            field=models.CharField(db_default="", default="", editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="document",
            name="preview_pages",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="document",
            name="ring_after",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(),
                default=django.utils.timezone.now,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="scanned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="document",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Is being read"),
                    ("read", "Read"),
                    ("no_text", "Scanned: no text"),
                    ("encrypted", "Behind a password"),
                    ("damaged", "Damaged"),
                    ("too_long", "Too many pages to read"),
                    ("too_much", "Too much to read"),
                    ("refused", "Refused: not safe"),
                    ("infected", "Refused: a virus"),
                ],
                db_default="waiting",
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="text",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddField(
            model_name="document",
            name="try_after",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(),
                default=django.utils.timezone.now,
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["ring_after"],
                name="documents_to_be_read",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("scanned_at__isnull", True)),
                fields=["ring_after"],
                name="documents_to_be_scanned",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                condition=models.Q(("preferred", True)),
                fields=("candidate", "kind"),
                name="one_document_of_a_kind_is_preferred",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                fields=("version_of", "number"), name="versions_of_a_document_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "waiting",
                            "read",
                            "no_text",
                            "encrypted",
                            "damaged",
                            "too_long",
                            "too_much",
                            "refused",
                            "infected",
                        ],
                    )
                ),
                name="a_document_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state__in", ("refused", "infected"))),
                        models.Q(("finding", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state__in", ("refused", "infected")), _negated=True),
                        ("finding", ""),
                    ),
                    _connector="OR",
                ),
                name="a_refused_document_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("preferred", True), ("state__in", ("refused", "infected")), _negated=True
                ),
                name="no_refused_document_is_preferred",
            ),
        ),
    ]
