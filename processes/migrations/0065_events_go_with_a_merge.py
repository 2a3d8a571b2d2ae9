"""Where two records of one person are made one, the timeline goes along, and back with an undo.

An event may change its candidate for one that is merged into it, or that it is merged into, and
its candidacy for the one of that other record on the same assignment; nothing else of it.
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
    END IF;
    IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM accounts_trailentry AS entry
        JOIN processes_import AS import ON entry.source = 'import ' || import.id::text
        WHERE entry.what = 'processes.event' AND entry.row = OLD.id AND entry.action = 'added'
            AND import.state = 'taking_back'
    ) THEN
        RETURN OLD;
    END IF;{merging}
    RAISE EXCEPTION 'Events are append-only: event % may be redacted or undone once and not otherwise changed.', OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""
MERGING = """
    IF TG_OP = 'UPDATE'
        AND (NEW.candidate_id, NEW.candidacy_id)
            IS DISTINCT FROM (OLD.candidate_id, OLD.candidacy_id)
        AND to_jsonb(NEW) - ARRAY['candidate_id', 'candidacy_id']
            = to_jsonb(OLD) - ARRAY['candidate_id', 'candidacy_id']
        AND (
            NEW.candidate_id IS NOT DISTINCT FROM OLD.candidate_id
            OR are_made_one(OLD.candidate_id, NEW.candidate_id)
        )
        AND (
            NEW.candidacy_id IS NOT DISTINCT FROM OLD.candidacy_id
            OR EXISTS (
                SELECT FROM processes_candidacy AS was
                JOIN processes_candidacy AS becomes USING (assignment_id)
                WHERE was.id = OLD.candidacy_id AND becomes.id = NEW.candidacy_id
                    AND are_made_one(was.candidate_id, becomes.candidate_id)
            )
        )
    THEN
        RETURN NEW;
    END IF;"""
ARE_MADE_ONE = """
CREATE FUNCTION are_made_one(one bigint, other bigint) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN EXISTS (
        SELECT FROM candidates_candidate
        WHERE (id = one AND merged_into_id = other) OR (id = other AND merged_into_id = one)
    );
"""


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0012_recognise_people"),
        ("processes", "0064_the_database_notes_the_last_word"),
    ]

    operations = [
        migrations.RunSQL(ARE_MADE_ONE, "DROP FUNCTION are_made_one(bigint, bigint)"),
        migrations.RunSQL(BODY.replace("{merging}", MERGING), BODY.replace("{merging}", "")),
    ]
