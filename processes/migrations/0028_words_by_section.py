"""A report's words stand by section; what was written until now is moved there first."""

from django.db import migrations

COMMENTS = """
    UPDATE processes_report SET comments = jsonb_build_object('lead', btrim(comment, E' \\r\\n'))
    WHERE comments = '{}' AND btrim(comment, E' \\r\\n') <> ''
"""
ROWS = """
    UPDATE processes_report SET {rows} = (
        SELECT jsonb_agg(jsonb_build_object('text', line, 'on', '', '{third}', ''))
        FROM (
            SELECT line FROM regexp_split_to_table({typed}, E'\\n') AS raw,
            btrim(raw, E' \\r-•*') AS line WHERE line <> '' LIMIT {most}
        ) AS lines
    )
    WHERE {rows} IS NULL AND {typed} ~ '[[:alnum:]]'
"""
DECISIONS = ROWS.format(rows="decisions", third="cost", typed="wanted", most=3)
ACTIONS = ROWS.format(rows="actions", third="owner", typed="next_week", most=8)
CHECKED = "SET CONSTRAINTS ALL IMMEDIATE"


class Migration(migrations.Migration):
    dependencies = [("processes", "0027_renderings_are_editions")]

    operations = [
        migrations.RunSQL([COMMENTS, DECISIONS, ACTIONS, CHECKED], migrations.RunSQL.noop),
        migrations.RemoveField("report", "comment"),
        migrations.RemoveField("report", "wanted"),
        migrations.RemoveField("report", "next_week"),
    ]
