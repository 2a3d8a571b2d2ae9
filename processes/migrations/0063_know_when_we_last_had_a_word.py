"""When we last had a word with each candidate, by their timelines; processes/contacted.py."""

from django.db import migrations

LAST = """
    UPDATE candidates_candidate SET last_contact_at = words.last
    FROM (
        SELECT candidate_id, max(at) AS last FROM processes_event
        WHERE candidate_id IS NOT NULL AND undone_at IS NULL AND (
            kind = 'met' AND reached
            OR contact_id IS NULL AND (
                kind IN ('called', 'mailed') AND reached
                OR kind = 'mailed' AND facts ->> 'rang' = 'them'
                OR kind = 'letter_sent'
            )
        )
        GROUP BY candidate_id
    ) words
    WHERE candidates_candidate.id = words.candidate_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0009_search_by_more"),
        ("processes", "0062_take_imported_events_back"),
    ]

    operations = [migrations.RunSQL(LAST, migrations.RunSQL.noop)]
