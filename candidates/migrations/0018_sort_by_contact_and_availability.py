"""In order of the last contact and of when they are free, with whoever has none at the end."""

from django.db import migrations

INDEXES = """
    CREATE INDEX candidates_by_last_contact ON candidates_candidate
        (coalesce(last_contact_at, '-infinity'::timestamptz), id);
    CREATE INDEX candidates_by_when_free ON candidates_candidate
        (coalesce(available_on, 'infinity'::date), id);
    COMMENT ON INDEX candidates_by_last_contact IS 'candidates.finding.orders and criteria';
    COMMENT ON INDEX candidates_by_when_free IS 'candidates.finding.orders';
"""
NONE = """
    DROP INDEX candidates_by_last_contact;
    DROP INDEX candidates_by_when_free;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0017_know_where_towns_lie"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="candidate", name="candidates_by_last_contact"),
        migrations.RunSQL(INDEXES, NONE),
    ]
