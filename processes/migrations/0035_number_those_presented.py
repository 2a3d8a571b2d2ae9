"""Whoever was presented before there were numbers gets one, in the order of presentation."""

from django.db import migrations

NUMBER = """
UPDATE processes_candidacy AS mine SET number = ranked.number
FROM (
    SELECT id, row_number() OVER (PARTITION BY assignment_id ORDER BY presented_at, id) AS number
    FROM processes_candidacy WHERE presented_at IS NOT NULL
) AS ranked
WHERE ranked.id = mine.id
"""


class Migration(migrations.Migration):
    dependencies = [("processes", "0034_number_whom_clients_see")]

    operations = [migrations.RunSQL(NUMBER, migrations.RunSQL.noop)]
