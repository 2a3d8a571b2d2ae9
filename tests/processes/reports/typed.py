"""What a recruiter types on the page of a report, as its form posts it."""

from __future__ import annotations

from django.test import Client

from processes.forms.report_words import ACTIONS, DECISIONS
from processes.models import Report

HTMX = {"HTTP_HX_REQUEST": "true"}


def rows(part: str, *typed: dict[str, str], of: int = 0) -> dict[str, str]:
    """The rows of decisions or actions, all of them anew."""
    count = of or {"decisions": DECISIONS, "actions": ACTIONS}[part]
    form = {f"{part}-TOTAL_FORMS": str(count), f"{part}-INITIAL_FORMS": "0"}
    for place, row in enumerate(typed):
        form |= {f"{part}-{place}-{name}": text for name, text in row.items()}
    return form


def comment(text: str, section: str = "lead") -> dict[str, str]:
    return {f"comment-{section}": text}


def as_shown(client: Client, report: Report) -> dict[str, str]:
    """Everything that a browser would post if nobody had typed anything."""
    form = client.get(report.get_absolute_url()).context["form"]
    posted: dict[str, str] = {}
    for part in form.rows.values():
        managed = part.management_form
        posted |= {managed.add_prefix(name): str(managed[name].value()) for name in managed.fields}
    for field in form.fields:
        said = field.value()
        posted[field.html_name] = posted[field.html_initial_name] = str(said or "")
    return posted
