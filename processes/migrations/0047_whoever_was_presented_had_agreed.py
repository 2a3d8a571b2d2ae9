"""Whoever has been presented so far had agreed to it; consent was not kept here until now."""

from __future__ import annotations

from django.db import migrations

FORWARDS = """
    INSERT INTO processes_presentationconsent
        (candidacy_id, given_at, how, by_id, words, taken_back_at, replaced)
    SELECT id, presented_at, 'before', NULL, '', NULL, false
    FROM processes_candidacy WHERE presented_at IS NOT NULL;
    UPDATE processes_candidacy SET consented_at = presented_at WHERE presented_at IS NOT NULL;
    UPDATE candidates_candidate person
    SET privacy_notice_at = shown.presented_at, privacy_notice_how = 'before'
    FROM (
        SELECT candidate_id, min(presented_at) AS presented_at
        FROM processes_candidacy WHERE presented_at IS NOT NULL GROUP BY candidate_id
    ) shown
    WHERE shown.candidate_id = person.id AND person.privacy_notice_at IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0046_keep_consent_and_shortlists"),
        ("candidates", "0007_log_privacy_notices"),
    ]
    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
