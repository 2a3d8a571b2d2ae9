"""The guide to a meeting as it is sent to those who meet somebody."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_say_how_candidates_are_shown"),
        ("mailings", "0003_hold_all_mail"),
        ("processes", "0041_invite_to_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GuideEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=250)),
                ("html", models.TextField()),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="SentGuide",
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
                ("failed_renderings", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("preview_tries", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("preview_error", models.TextField(blank=True, db_default="", default="")),
                ("language", models.CharField(default="en", max_length=2)),
                ("send_at", models.DateTimeField()),
                ("rendered_at", models.DateTimeField(blank=True, null=True)),
                ("letters_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.TextField(blank=True)),
                ("facts", models.JSONField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.AddField(
            model_name="guideedition",
            name="pdf",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="mailings.attachment",
            ),
        ),
        migrations.AddField(
            model_name="sentguide",
            name="assignment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="processes.assignment",
            ),
        ),
        migrations.AddField(
            model_name="sentguide",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sent_guides",
                to="processes.meeting",
            ),
        ),
        migrations.AddField(
            model_name="sentguide",
            name="recipients",
            field=models.ManyToManyField(related_name="+", to="clients.contact"),
        ),
        migrations.AddField(
            model_name="sentguide",
            name="sent_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="guideedition",
            name="sent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="editions",
                to="processes.sentguide",
            ),
        ),
        migrations.AddIndex(
            model_name="sentguide",
            index=models.Index(
                condition=models.Q(("letters_at__isnull", True)),
                fields=["try_after"],
                name="guides_to_be_taken_further",
            ),
        ),
        migrations.AddConstraint(
            model_name="guideedition",
            constraint=models.UniqueConstraint(
                models.F("sent"), models.F("language"), name="one_edition_per_guide_and_language"
            ),
        ),
    ]
