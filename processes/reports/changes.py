"""How a number has changed, in words: since the last report, or in the time covered."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from processes.reports.report_facts import Step
from processes.stages import Stage

MINUS = "\N{MINUS SIGN}"


def signed(change: int) -> str:
    """+12, 0, or less where the last report counted somebody too many."""
    if change < 0:
        return f"{MINUS}{-change}"
    return f"+{change}" if change else "0"


def change(count: int) -> str:
    """Behind a number: "2 new"; nothing where nothing has changed."""
    if count > 0:
        return ngettext("%(count)d new", "%(count)d new", count) % {"count": count}
    if count < 0:
        return ngettext(
            "%(count)d fewer than reported before", "%(count)d fewer than reported before", -count
        ) % {"count": -count}
    return ""


def corrections(steps: Iterable[Step]) -> str:
    """Where a total has gone down the report says so: a number that shrinks is never hidden."""
    said = [
        ngettext(
            "%(count)d fewer in “%(stage)s”", "%(count)d fewer in “%(stage)s”", -step.this_week
        )
        % {"count": -step.this_week, "stage": Stage(step.stage).label}
        for step in steps
        if step.this_week < 0
    ]
    if not said:
        return ""
    return _("Corrected since the last report: %(changes)s.") % {"changes": ", ".join(said)}
