"""Whoever had another offer has another process."""

from django.db import migrations

PROCESSES = """
    INSERT INTO processes_otherprocess
        (candidacy_id, employer, stage, answers_on, noted_at, ended_at, look_at)
    SELECT it.id, it.other_offer, 'offer', it.other_offer_answers_on,
        COALESCE(
            (SELECT max(noted.at) FROM processes_event AS noted
             WHERE noted.candidacy_id = it.id AND noted.kind = 'interest_noted'),
            it.added_at
        ), NULL, NULL
    FROM processes_candidacy AS it
    WHERE it.other_offer <> '' AND NOT EXISTS (
        SELECT FROM processes_otherprocess AS known WHERE known.candidacy_id = it.id
    )
"""


class Migration(migrations.Migration):
    dependencies = [("processes", "0044_debrief_both_sides")]

    operations = [migrations.RunSQL(PROCESSES, migrations.RunSQL.noop)]
