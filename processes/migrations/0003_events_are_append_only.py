"""PostgreSQL itself keeps the timeline: an event is never deleted and changed only to redact it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION keep_events_as_they_were() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND OLD.redacted_at IS NULL
        AND NEW.redacted_at IS NOT NULL
        AND to_jsonb(NEW) - ARRAY['text', 'facts', 'redacted_at']
            = to_jsonb(OLD) - ARRAY['text', 'facts', 'redacted_at']
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Events are append-only: event % may be redacted once and not otherwise changed.', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER events_are_append_only BEFORE UPDATE OR DELETE ON processes_event
    FOR EACH ROW EXECUTE FUNCTION keep_events_as_they_were();
"""
ALLOW = """
DROP TRIGGER events_are_append_only ON processes_event;
DROP FUNCTION keep_events_as_they_were();
"""


class Migration(migrations.Migration):
    dependencies = [("processes", "0002_add_kinds_of_events")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
