"""A report's renderings are its editions; what was rendered until now is moved there first."""

from django.db import migrations

EDITIONS = """
    INSERT INTO processes_reportedition (report_id, language, subject, html, text, pdf_id)
    SELECT report.id, language, subject, html, text, pdf_id FROM processes_report AS report
    WHERE pdf_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM processes_reportedition WHERE report_id = report.id);
    SET CONSTRAINTS ALL IMMEDIATE
"""


class Migration(migrations.Migration):
    dependencies = [("processes", "0026_present_the_shortlist")]

    operations = [
        migrations.RunSQL(EDITIONS, migrations.RunSQL.noop),
        migrations.RemoveField("report", "subject"),
        migrations.RemoveField("report", "html"),
        migrations.RemoveField("report", "text"),
        migrations.RemoveField("report", "pdf"),
    ]
