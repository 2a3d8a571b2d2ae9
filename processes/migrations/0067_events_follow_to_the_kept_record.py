"""An event that is written about a record that was just made one with another is the kept one's.

Whoever logs a call while somebody else makes two records one waits for them, and nothing is lost.
"""

from django.db import migrations

FOLLOW = """
CREATE FUNCTION follow_to_the_kept_record() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept bigint;
BEGIN
    LOOP
        SELECT merged_into_id INTO kept FROM candidates_candidate
        WHERE id = NEW.candidate_id FOR KEY SHARE;
        EXIT WHEN kept IS NULL;
        NEW.candidate_id := kept;
    END LOOP;
    RETURN NEW;
END
$$;

CREATE TRIGGER follows_to_the_kept_record BEFORE INSERT ON processes_event FOR EACH ROW
    WHEN (NEW.candidate_id IS NOT NULL)
    EXECUTE FUNCTION follow_to_the_kept_record();
"""
LEAVE = """
DROP TRIGGER follows_to_the_kept_record ON processes_event;
DROP FUNCTION follow_to_the_kept_record();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0009_search_by_more"),
        ("processes", "0066_find_candidates_by_stage"),
    ]

    operations = [migrations.RunSQL(FOLLOW, LEAVE)]
