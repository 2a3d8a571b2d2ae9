"""Recipients of reports each with a language and, where asked for, who confirmed their address."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TABLE = "processes_reportschedule_recipients"
ONCE = "a_contact_is_chosen_once_per_schedule"
RENAME = f'ALTER TABLE {TABLE} RENAME CONSTRAINT "%s" TO "%s"'
GIVEN = "processes_reportschedule_reportschedule_id_contac_c3943cb0_uniq"

RECIPIENT = migrations.CreateModel(
    name="ReportRecipient",
    fields=[
        (
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        (
            "contact",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="clients.contact",
            ),
        ),
        (
            "schedule",
            models.ForeignKey(
                db_column="reportschedule_id",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="chosen",
                to="processes.reportschedule",
            ),
        ),
    ],
    options={
        "db_table": TABLE,
        "constraints": [models.UniqueConstraint("schedule", "contact", name=ONCE)],
    },
)
THROUGH = migrations.AlterField(
    model_name="reportschedule",
    name="recipients",
    field=models.ManyToManyField(
        blank=True,
        help_text="Nobody chosen: whoever ordered and whoever decides.",
        related_name="+",
        through="processes.ReportRecipient",
        to="clients.contact",
        verbose_name="recipients",
    ),
)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("clients", "0001_initial"),
        ("processes", "0020_ask_whether_placements_go_on"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[RECIPIENT, THROUGH],
            database_operations=[
                migrations.RunSQL(RENAME % (GIVEN, ONCE), RENAME % (ONCE, GIVEN)),
            ],
        ),
        migrations.AddField(
            model_name="reportrecipient",
            name="language",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=2, verbose_name="language"
            ),
        ),
        migrations.AddField(
            model_name="reportrecipient",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="reportrecipient",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="reportrecipient",
            constraint=models.CheckConstraint(
                condition=models.Q(language__in=["", "en", "sv", "pl", "nl"]),
                name="a_report_is_in_a_language_that_we_write",
            ),
        ),
    ]
