"""The timeline writes when we last had a word with a candidate, whoever writes an event and how.

A talk that took place, a mail in either direction, a letter; not a call that nobody answered. What
is logged late moves it never back, and what was undone as a slip is no word.
"""

from django.db import migrations

NOTE = """
CREATE FUNCTION is_a_word(event processes_event) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(
        event.kind = 'met' AND event.reached
        OR event.contact_id IS NULL AND (
            event.kind IN ('called', 'mailed') AND event.reached
            OR event.kind = 'mailed' AND event.facts ->> 'rang' = 'them'
            OR event.kind = 'letter_sent'
        ),
        false
    );

CREATE FUNCTION note_last_contact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE candidates_candidate SET last_contact_at = NEW.at
        WHERE id = NEW.candidate_id AND (last_contact_at IS NULL OR last_contact_at < NEW.at);
    ELSE
        UPDATE candidates_candidate SET last_contact_at = (
            SELECT max(at) FROM processes_event event
            WHERE candidate_id = NEW.candidate_id AND undone_at IS NULL AND is_a_word(event)
        )
        WHERE id = NEW.candidate_id AND last_contact_at = NEW.at;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER notes_last_contact AFTER INSERT ON processes_event FOR EACH ROW
    WHEN (NEW.candidate_id IS NOT NULL AND NEW.undone_at IS NULL AND is_a_word(NEW))
    EXECUTE FUNCTION note_last_contact();
CREATE TRIGGER forgets_last_contact AFTER UPDATE OF undone_at ON processes_event FOR EACH ROW
    WHEN (NEW.candidate_id IS NOT NULL AND NEW.undone_at IS NOT NULL AND is_a_word(NEW))
    EXECUTE FUNCTION note_last_contact();
"""
FORGET = """
DROP TRIGGER forgets_last_contact ON processes_event;
DROP TRIGGER notes_last_contact ON processes_event;
DROP FUNCTION note_last_contact();
DROP FUNCTION is_a_word(processes_event);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0009_search_by_more"),
        ("processes", "0063_know_when_we_last_had_a_word"),
    ]

    operations = [migrations.RunSQL(NOTE, FORGET)]
