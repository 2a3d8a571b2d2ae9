"""What was written and rendered before there were sections and editions, moved there."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

EDITIONS = """
    INSERT INTO processes_reportedition (report_id, language, subject, html, text, pdf_id)
    SELECT id, language, subject, html, text, pdf_id FROM processes_report
    WHERE rendered_at IS NOT NULL AND pdf_id IS NOT NULL
    ON CONFLICT DO NOTHING
"""


def lines(typed: str) -> list[str]:
    return [line for raw in typed.splitlines() if (line := raw.strip().lstrip("-•*").strip())]


def move_words(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    written = apps.get_model("processes", "Report").objects.exclude(
        Q(comment="", wanted="", next_week="")
    )
    for report in written.only("comment", "wanted", "next_week").iterator(500):
        if report.comment.strip():
            report.comments = {"lead": report.comment.strip()}
        if wanted := lines(report.wanted):
            report.decisions = [{"text": line, "on": "", "cost": ""} for line in wanted[:3]]
        if actions := lines(report.next_week):
            report.actions = [{"text": line, "owner": "", "on": ""} for line in actions[:8]]
        report.save(update_fields=["comments", "decisions", "actions"])


class Migration(migrations.Migration):
    dependencies = [("processes", "0018_add_editions_and_own_words")]

    operations = [
        migrations.RunSQL(EDITIONS, migrations.RunSQL.noop),
        migrations.RunPython(move_words, migrations.RunPython.noop),
    ]
