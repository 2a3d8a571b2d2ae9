"""Who is invited to a meeting, what their calendars were told, and what is said of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_say_how_candidates_are_shown"),
        ("mailings", "0003_hold_all_mail"),
        ("processes", "0040_know_when_consultants_are_free"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("told", models.CharField(max_length=64)),
                ("called_off", models.BooleanField(db_default=False, default=False)),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="agenda",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="what for"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="booked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="candidate_words",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="words to the candidate"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="colleagues",
            field=models.ManyToManyField(
                blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="colleagues"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="contacts",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                to="clients.contact",
                verbose_name="others of the client",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="way_there",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="the way there"
            ),
        ),
        migrations.AddField(
            model_name="meetinginvitation",
            name="colleague",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="meetinginvitation",
            name="contact",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="clients.contact",
            ),
        ),
        migrations.AddField(
            model_name="meetinginvitation",
            name="letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="mailings.letter",
            ),
        ),
        migrations.AddField(
            model_name="meetinginvitation",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="processes.meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetinginvitation",
            constraint=models.UniqueConstraint(
                models.F("meeting"), models.F("contact"), name="one_invitation_per_contact"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetinginvitation",
            constraint=models.UniqueConstraint(
                models.F("meeting"), models.F("colleague"), name="one_invitation_per_colleague"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetinginvitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("colleague", None), ("contact", None)),
                fields=("meeting",),
                name="one_invitation_for_the_candidate",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetinginvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("contact", None), ("colleague", None), _connector="OR"),
                name="an_invitation_is_for_one_person",
            ),
        ),
    ]
