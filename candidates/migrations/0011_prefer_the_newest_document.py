"""Of each kind of somebody's documents the newest is preferred, until somebody says otherwise."""

from django.db import migrations

NEWEST = """
    UPDATE candidates_document SET preferred = true WHERE id IN (
        SELECT DISTINCT ON (candidate_id, kind) id FROM candidates_document
        ORDER BY candidate_id, kind, added_at DESC, id DESC
    )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("candidates", "0010_read_documents_and_keep_versions"),
    ]

    operations = [migrations.RunSQL(NEWEST, migrations.RunSQL.noop)]
