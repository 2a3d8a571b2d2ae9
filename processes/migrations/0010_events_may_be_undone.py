"""An event logged by mistake is marked as undone, once; all else of it stays as it was."""

from django.db import migrations

BODY = """
CREATE OR REPLACE FUNCTION keep_events_as_they_were() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND OLD.redacted_at IS NULL
        AND NEW.redacted_at IS NOT NULL
        AND to_jsonb(NEW) - ARRAY['text', 'facts', 'redacted_at']
            = to_jsonb(OLD) - ARRAY['text', 'facts', 'redacted_at']
    THEN
        RETURN NEW;
    END IF;{undoing}
    RAISE EXCEPTION 'Events are append-only: event % may be redacted or undone once and not otherwise changed.', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""
UNDOING = """
    IF TG_OP = 'UPDATE'
        AND OLD.undone_at IS NULL
        AND NEW.undone_at IS NOT NULL
        AND to_jsonb(NEW) - 'undone_at' = to_jsonb(OLD) - 'undone_at'
    THEN
        RETURN NEW;
    END IF;"""


class Migration(migrations.Migration):
    dependencies = [("processes", "0009_add_every_rule_and_undoing")]

    operations = [
        migrations.RunSQL(BODY.replace("{undoing}", UNDOING), BODY.replace("{undoing}", ""))
    ]
