"""Who saw or changed what: entries and the seals that chain them; PostgreSQL keeps them as is."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import accounts.models.trail

# The rights are taken from the owner too. That stops a slip and a stolen sign-in of the
# application; whoever may alter tables could give them back, which the chain of seals shows.
REFUSE = """
CREATE FUNCTION keep_the_trail_as_it_was() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The trail is append-only: nothing in % is changed or deleted.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON accounts_trailentry
    FOR EACH STATEMENT EXECUTE FUNCTION keep_the_trail_as_it_was();
CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON accounts_trailseal
    FOR EACH STATEMENT EXECUTE FUNCTION keep_the_trail_as_it_was();
CREATE TRIGGER trail_is_not_emptied BEFORE TRUNCATE ON accounts_trailentry
    FOR EACH STATEMENT EXECUTE FUNCTION keep_the_trail_as_it_was();
CREATE TRIGGER trail_is_not_emptied BEFORE TRUNCATE ON accounts_trailseal
    FOR EACH STATEMENT EXECUTE FUNCTION keep_the_trail_as_it_was();

REVOKE UPDATE, DELETE, TRUNCATE ON accounts_trailentry, accounts_trailseal FROM PUBLIC, CURRENT_USER;
"""
ALLOW = """
GRANT UPDATE, DELETE, TRUNCATE ON accounts_trailentry, accounts_trailseal TO CURRENT_USER;
DROP TRIGGER trail_is_append_only ON accounts_trailentry;
DROP TRIGGER trail_is_append_only ON accounts_trailseal;
DROP TRIGGER trail_is_not_emptied ON accounts_trailentry;
DROP TRIGGER trail_is_not_emptied ON accounts_trailseal;
DROP FUNCTION keep_the_trail_as_it_was();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_share_a_cache"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sealing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "next_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("below", models.BigIntegerField(db_default=0, default=0)),
                ("seen", models.BigIntegerField(db_default=0, default=0)),
                ("seen_transaction", models.BigIntegerField(db_default=0, default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="only_one_sealing")
                ],
            },
        ),
        migrations.CreateModel(
            name="TrailEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("row", models.BigIntegerField(null=True)),
                ("address", models.GenericIPAddressField(null=True)),
                ("action", models.CharField(choices=accounts.models.trail.actions, max_length=24)),
                ("source", models.CharField(blank=True, max_length=64)),
                ("what", models.CharField(blank=True, max_length=64)),
                (
                    "facts",
                    models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "trail entries",
            },
        ),
        migrations.CreateModel(
            name="TrailSeal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("hash", models.BinaryField()),
                (
                    "entry",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="seal",
                        to="accounts.trailentry",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["at", "id"], name="trail_by_time"),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["by", "at", "id"], name="trail_by_person"),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["action", "at", "id"], name="trail_by_action"),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["what", "at", "id"], name="trail_by_kind"),
        ),
        migrations.AddIndex(
            model_name="trailentry",
            index=models.Index(fields=["what", "row", "at"], name="trail_of_a_row"),
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
