"""What an import wrote onto the timeline goes with it, while that import is being taken back.

That an import wrote an event is known from the trail, which nobody can change.
"""

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
    END IF;
    IF TG_OP = 'UPDATE'
        AND OLD.undone_at IS NULL
        AND NEW.undone_at IS NOT NULL
        AND to_jsonb(NEW) - 'undone_at' = to_jsonb(OLD) - 'undone_at'
    THEN
        RETURN NEW;
    END IF;{taking_back}
    RAISE EXCEPTION 'Events are append-only: event % may be redacted or undone once and not otherwise changed.', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""
TAKING_BACK = """
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM accounts_trailentry AS entry
        JOIN processes_import AS import ON entry.source = 'import ' || import.id::text
        WHERE entry.what = 'processes.event' AND entry.row = OLD.id AND entry.action = 'added'
            AND import.state = 'taking_back'
    ) THEN
        RETURN OLD;
    END IF;"""


class Migration(migrations.Migration):
    dependencies = [("processes", "0061_take_in_tables")]

    operations = [
        migrations.RunSQL(
            BODY.replace("{taking_back}", TAKING_BACK), BODY.replace("{taking_back}", "")
        )
    ]
