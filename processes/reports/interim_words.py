"""An interim in sentences: profiles, answers, the start and its risk; then who is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from processes.reports.changes import change
from processes.reports.dates import day_and_month, near_day
from processes.reports.report_facts import Interim, ReportFacts, Serving, StartRisk
from processes.reports.report_lines import Row
from processes.shown import spoken


def interim(facts: ReportFacts, today: date) -> list[Row]:
    """Before the start what it depends on, after it who is there and until when."""
    if facts.interim is None:
        return []
    return list(_rows(facts.interim, today))


def serves(facts: ReportFacts, today: date) -> str:
    """In the first lines of a report: who works there, and how long still."""
    rows = facts.interim.serving if facts.interim else ()
    return " ".join(filter(None, (_serves(row, today) for row in rows)))


def _serves(row: Serving, today: date) -> str:
    if row.starts_on > today or row.ends_on is None:
        return ""
    days = row.days_left or 0
    words = {"name": spoken(row.name), "day": day_and_month(row.ends_on), "days": days}
    if row.ends_on < today:
        return _("%(name)s worked with you until %(day)s.") % words
    return (
        ngettext(
            "%(name)s works with you until %(day)s, %(days)d day from now.",
            "%(name)s works with you until %(day)s, %(days)d days from now.",
            days,
        )
        % words
    )


def _rows(row: Interim, today: date) -> Iterator[Row]:
    if not row.serving:
        yield Row(_("Profiles delivered"), delivered(row))
    if not row.serving or row.awaited:
        yield Row(_("Answers we wait for"), awaited(row, today))
    if row.starts_on and (not row.serving or row.risk):
        yield Row(_("Wanted start"), wanted_start(row.starts_on, today))
    if said := risk(row, today):
        yield Row(_("What speaks against it"), said, "late")
    for person in row.serving:
        yield Row(spoken(person.name), times(person, today))
        if said := extension(person, today):
            yield Row(_("And after that"), said, "late" if person.extension == "open" else "")


def delivered(row: Interim) -> str:
    return with_change(str(row.delivered), row.delivered_new)


def awaited(row: Interim, today: date) -> str:
    if not row.awaited:
        said = pgettext("answers awaited", "none")
    elif row.awaited_since is None:
        said = str(row.awaited)
    else:
        said = _("%(count)d, the first since %(day)s") % {
            "count": row.awaited,
            "day": near_day(row.awaited_since, today),
        }
    return with_change(said, row.awaited_new)


def with_change(said: str, count: int) -> str:
    """Behind it what has changed: "4 (2 new)"."""
    new = change(count)
    return f"{said} ({new})" if new else said


def wanted_start(day: date, today: date) -> str:
    days = (day - today).days
    if days <= 0:
        return day_and_month(day)
    return ngettext("%(day)s, %(days)d day from now", "%(day)s, %(days)d days from now", days) % {
        "day": day_and_month(day),
        "days": days,
    }


def risk(row: Interim, today: date) -> str:
    """Why it may not start on the wanted day; nothing when nothing speaks against it."""
    day = {"day": day_and_month(row.risk_on) if row.risk_on else ""}
    since = {"day": near_day(row.risk_on, today) if row.risk_on else ""}
    nobody = (
        _("Nobody of those presented is available any more.")
        if row.delivered
        else _("Nobody has been presented yet.")
    )
    reasons: dict[StartRisk, str] = {
        "passed": _("The wanted day has come before everything was agreed."),
        "later": _("The start that is agreed is %(day)s.") % day,
        "nobody": nobody,
        "unavailable": _("The first of those presented is free on %(day)s.") % day,
        "waiting": _("We have waited for your answer since %(day)s.") % since,
        "no_decision": _("The day of your decision is not agreed yet."),
    }
    return reasons.get(row.risk, "")


def times(row: Serving, today: date) -> str:
    """From when until when, and how many days are left."""
    words = {"start": day_and_month(row.starts_on)}
    if row.ends_on is None:
        return _("from %(start)s, no last day is agreed") % words
    both = {**words, "end": day_and_month(row.ends_on)}
    if row.days_left is None or row.ends_on < today:
        return _("from %(start)s to %(end)s") % both
    return ngettext(
        "from %(start)s to %(end)s, %(days)d day left",
        "from %(start)s to %(end)s, %(days)d days left",
        row.days_left,
    ) % {**both, "days": row.days_left}


def extension(row: Serving, today: date) -> str:
    """Whether it goes on after the last day: asked, answered or still open."""
    day = {"day": near_day(row.extension_on, today) if row.extension_on else ""}
    if row.extension == "open":
        return _("Shall it go on? We need your answer to keep the person free for you.")
    if row.extension == "asked":
        return _("We asked you %(day)s whether it goes on; your answer is open.") % day
    if row.extension == "extended":
        return _("It goes on, as you said %(day)s.") % day
    if row.extension == "ends":
        return _("It ends, as you said %(day)s.") % day
    return ""
