"""What a report asks and promises, in sentences: next week, wishes, treatment, words kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from processes.reports.dates import day_and_month, day_and_time, near_day
from processes.reports.report_facts import Coming, Kept, ReportFacts, Treatment, Wanted

AT_MOST = 3  # decisions wanted from a client at a time
HOURS_A_DAY = 24


def lines(typed: str) -> list[str]:
    """What was typed, line by line, without the marks of a list."""
    return [line for raw in typed.splitlines() if (line := raw.strip().lstrip("-•*").strip())]


def next_week(facts: ReportFacts, typed: str, zone: ZoneInfo) -> list[str]:
    """What is planned, by day, then what the recruiter has written; never empty."""
    said = [coming(row, zone) for row in facts.coming] + lines(typed)
    return said or [_("We go on; no day is set for the next step yet.")]


def coming(row: Coming, zone: ZoneInfo) -> str:
    if row.is_meeting and row.at:
        return _("%(when)s: you meet %(name)s") % {
            "when": day_and_time(row.at, zone),
            "name": row.text,
        }
    if row.on is None:
        return _("Still to do: %(what)s") % {"what": row.text}
    return f"{day_and_month(row.on)}: {row.text}"


def wanted(facts: ReportFacts, typed: str, zone: ZoneInfo, today: date) -> list[str]:
    """At most three things: what the recruiter asks, decisions, words by their day, dates."""
    said = lines(typed)
    said += [decision(row, today) for row in facts.wanted if row.kind == "decision"]
    by_day: dict[date | None, list[Wanted]] = defaultdict(list)
    for row in facts.wanted:
        if row.kind == "word":
            by_day[row.due_on].append(row)
    said += [word(rows, zone, facts.until) for rows in by_day.values()]
    if missing := dates_missing(facts):
        said.append(
            _("Dates for %(what)s: without them people are lost to other processes")
            % {"what": missing}
        )
    return said[:AT_MOST]


def dates_missing(facts: ReportFacts) -> str:
    """Which of the dates of C3 are not agreed, "the presentation and the decision"."""
    names = {
        "presentation_on": pgettext("date to agree", "the presentation"),
        "meetings_on": pgettext("date to agree", "your meetings"),
        "decision_on": pgettext("date to agree", "the decision"),
    }
    missing = [names[row.text] for row in facts.wanted if row.kind == "dates"]
    return str(get_text_list(missing, _("and")))


def decision(row: Wanted, today: date) -> str:
    day = near_day(row.due_on, today) if row.due_on else ""
    return _("Your decision on “%(what)s”, by %(day)s") % {"what": row.text, "day": day}


def word(rows: list[Wanted], zone: ZoneInfo, now: datetime) -> str:
    """Your word on these people, by when, and what waiting costs."""
    today = now.astimezone(zone).date()
    names = get_text_list([row.text for row in rows], _("and"))
    first = rows[0]
    if first.due_on and first.due_at and first.due_at < now:
        days = max(row.days for row in rows)
        said = ngettext(
            "Your word on %(names)s, due %(day)s (%(days)d day of waiting)",
            "Your word on %(names)s, due %(day)s (%(days)d days of waiting)",
            days,
        ) % {"names": names, "day": near_day(first.due_on, today), "days": days}
    else:
        said = _("Your word on %(names)s, by %(when)s") % {
            "names": names,
            "when": day_and_time(first.due_at, zone) if first.due_at else "",
        }
    for row in rows:
        if row.has_other_offer:
            said += "; " + (
                _("%(name)s has another offer and answers %(day)s")
                % {"name": row.text, "day": near_day(row.offer_answers_on, today)}
                if row.offer_answers_on and row.offer_answers_on >= today
                else _("%(name)s has another offer") % {"name": row.text}
            )
    return said


def treatment(row: Treatment) -> str:
    """How people are treated in the client's name (K9)."""
    said = []
    if row.applicants:
        count = {"answered": row.answered, "applicants": row.applicants}
        if row.average_hours is None:
            said.append(_("%(answered)d of %(applicants)d applicants have had an answer.") % count)
        else:
            said.append(
                _(
                    "%(answered)d of %(applicants)d applicants have had an answer, "
                    "in %(time)s on average."
                )
                % {**count, "time": amount(row.average_hours)}
            )
    if row.interviewed and row.had_feedback == row.interviewed:
        said.append(_("Everyone interviewed has had personal feedback."))
    elif row.interviewed:
        said.append(
            _("%(count)d of %(total)d interviewed have had personal feedback.")
            % {"count": row.had_feedback, "total": row.interviewed}
        )
    if row.feedback_hours is not None:
        said.append(
            _("The median wait for it was %(time)s.") % {"time": amount(row.feedback_hours)}
        )
    if row.clients_hours is not None:
        said.append(
            _(
                "You have given %(answered)d of %(asked)d answers that people wait for; "
                "the median wait was %(time)s."
            )
            % {
                "answered": row.clients_answered,
                "asked": row.clients_asked,
                "time": amount(row.clients_hours),
            }
        )
    return " ".join(said)


def amount(hours: float) -> str:
    """1.4 days, 6 hours."""
    if hours >= HOURS_A_DAY:
        days = round(hours / HOURS_A_DAY, 1)
        if days != int(days):  # Polish bends a day after a fraction in its own way
            return _("%(days)s days") % {"days": number_format(days, 1)}
        whole_days = ngettext("%(count)s day", "%(count)s days", int(days))
        return whole_days % {"count": number_format(days, 0)}
    whole = max(round(hours), 1)
    return ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": whole}


def kept(row: Kept) -> str:
    """Promised words, counted."""
    if not row.total:
        return ""
    said = _("%(kept)d of %(total)d promised words were given in time.") % {
        "kept": row.kept,
        "total": row.total,
    }
    if row.moved:
        said += " " + ngettext(
            "%(count)d was given a new date.", "%(count)d were given a new date.", row.moved
        ) % {"count": row.moved}
    if row.late:
        said += " " + ngettext("%(count)d is late.", "%(count)d are late.", row.late) % {
            "count": row.late
        }
    return said
