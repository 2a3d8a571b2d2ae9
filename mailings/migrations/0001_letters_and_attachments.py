import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filename", models.CharField(max_length=150)),
                ("content_type", models.CharField(max_length=100)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sha256", "filename", "content_type"),
                        name="one_row_per_attached_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_type__regex", "^[\\w.+-]+/[\\w.+-]+$")),
                        name="an_attachment_has_a_content_type",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("try_after", models.DateTimeField()),
                ("ring_after", models.DateTimeField()),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("key", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=60)),
                ("to", models.EmailField(max_length=254)),
                ("to_name", models.CharField(blank=True, max_length=200)),
                ("from_name", models.CharField(blank=True, max_length=200)),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=250)),
                ("html", models.TextField()),
                ("text", models.TextField()),
                ("message_id", models.CharField(max_length=200)),
                ("recipient_id", models.BigIntegerField(null=True)),
                ("occasion_id", models.BigIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                ("send_at", models.DateTimeField()),
                ("handed_over_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("went_out", models.BooleanField(default=False)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "cancelled_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("by_hand", "Stopped by hand."),
                            ("recipient_gone", "The recipient is no longer in the product."),
                            ("not_accepted", "The recipient should no longer get this letter."),
                        ],
                        max_length=20,
                    ),
                ),
                ("gave_up_at", models.DateTimeField(null=True)),
                ("refused_since", models.DateTimeField(null=True)),
                ("last_error", models.TextField(blank=True)),
                ("possibly_twice", models.BooleanField(default=False)),
                (
                    "attachments",
                    models.ManyToManyField(
                        blank=True, related_name="letters", to="mailings.attachment"
                    ),
                ),
                (
                    "occasion_type",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
                (
                    "recipient_type",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("cancelled_at", None), ("gave_up_at", None), ("sent_at", None)
                        ),
                        fields=["try_after"],
                        name="letters_that_wait",
                    ),
                    models.Index(
                        condition=models.Q(("gave_up_at__isnull", False)),
                        fields=["-id"],
                        name="letters_given_up",
                    ),
                    models.Index(
                        fields=["recipient_type", "recipient_id"], name="letters_to_somebody"
                    ),
                    models.Index(
                        fields=["occasion_type", "occasion_id"], name="letters_about_something"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key",), name="one_letter_per_key"),
                    models.UniqueConstraint(
                        fields=("message_id",), name="one_letter_per_message_id"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("cancelled_at", None), ("gave_up_at", None), ("sent_at", None)
                            ),
                            models.Q(
                                ("cancelled_at", None),
                                ("gave_up_at", None),
                                ("sent_at__isnull", False),
                            ),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                ("gave_up_at", None),
                                ("sent_at", None),
                            ),
                            models.Q(
                                ("cancelled_at", None),
                                ("gave_up_at__isnull", False),
                                ("sent_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="a_letter_ends_in_one_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("went_out", False), ("sent_at__isnull", False), _connector="OR"
                        ),
                        name="only_a_sent_letter_went_out",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at", None), ("cancelled_because", "")),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                models.Q(("cancelled_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_cancelled_letter_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject__regex", "[\\r\\n]"), _negated=True),
                            models.Q(("to_name__regex", "[\\r\\n]"), _negated=True),
                            models.Q(("from_name__regex", "[\\r\\n]"), _negated=True),
                            models.Q(("to__regex", "\\s"), _negated=True),
                            models.Q(("reply_to__regex", "\\s"), _negated=True),
                        ),
                        name="no_line_break_in_a_header",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to", ""), _negated=True),
                        name="a_letter_has_an_address",
                    ),
                ],
            },
        ),
    ]
