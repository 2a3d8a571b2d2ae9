"""The other sections of a report in sentences, each from its facts, in the active language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from processes.models.must_have import Fit
from processes.reports.dates import day_and_month, day_and_time, near_day
from processes.reports.report_facts import (
    Coming,
    Kept,
    Promised,
    ReportFacts,
    Shown,
    Told,
    Treatment,
    Wanted,
)
from processes.reports.standing_words import time_covered
from processes.stages import Reason, SaidNo, Stage

AT_MOST = 3  # decisions wanted from a client at a time
HOURS_A_DAY = 24


def lines(typed: str) -> list[str]:
    """What was typed, line by line, without the marks of a list."""
    return [line for raw in typed.splitlines() if (line := raw.strip().lstrip("-•*").strip())]


def stage_label(stage: str) -> str:
    return str(Stage(stage).label)


def figures(facts: ReportFacts, today: date) -> Iterator[tuple[int, str]]:
    """The four numbers on top, each with what is new."""
    covered = time_covered(facts, today)
    for stage in (Stage.IDENTIFIED, Stage.CONTACTED, Stage.INTERVIEWED, Stage.PRESENTED):
        step = facts.step(stage)
        yield (
            step.total,
            _("%(stage)s, %(count)d %(this_week)s")
            % {
                "stage": counted(stage, step.total),
                "count": step.this_week,
                "this_week": covered,
            },
        )


def counted(stage: Stage, total: int) -> str:
    """A stage as said of ``total`` people, behind their number; many a language bends it."""
    words = {
        Stage.IDENTIFIED: npgettext("people", "identified", "identified", total),
        Stage.CONTACTED: npgettext("people", "contacted", "contacted", total),
        Stage.INTERVIEWED: npgettext("people", "interviewed", "interviewed", total),
        Stage.PRESENTED: npgettext("people", "presented", "presented", total),
    }
    return words[stage]


def answers(facts: ReportFacts) -> str:
    if not facts.contacted:
        return ""
    return _("%(answered)d of %(contacted)d contacted have answered, %(percent)d %%.") % {
        "answered": facts.answered,
        "contacted": facts.contacted,
        "percent": round(100 * facts.answered / facts.contacted),
    }


def promised(facts: ReportFacts, today: date) -> Iterator[tuple[str, str, str]]:
    for row in facts.promised:
        text = _("Weekly call") if row.is_call else row.text
        yield text, outcome(row, today), row.state


def outcome(row: Promised, today: date) -> str:
    day = near_day(row.on, today) if row.on else ""
    if row.state == "done":
        return _("done %(day)s") % {"day": day}
    if row.state == "moved":
        return _("moved to %(day)s") % {"day": day}
    if row.state == "today":
        return _("due today")
    return _("late, was due %(day)s") % {"day": day} if day else _("not yet")


def headline(row: Shown) -> str:
    """Who it is, and from when: "Payroll manager, available 1 Dec"."""
    if not row.available_on:
        return row.headline
    free = _("available %(day)s") % {"day": day_and_month(row.available_on)}
    return f"{row.headline}, {free}" if row.headline else free


def tags(row: Shown) -> list[str]:
    found = [_("we recommend")] if row.recommended and row.is_in_play else []
    return [*found, _("your own candidate")] if row.is_clients_own else found


def evidence(row: Shown) -> list[str]:
    return [
        item.text
        or (
            _("not asked yet") if item.answer == "not_asked" else str(Fit.Answer(item.answer).label)
        )
        for item in row.evidence
    ]


def obstacle(row: Told, today: date) -> str:
    """Evidence, effect and proposal, then what was decided and what came of it (C6)."""
    parts = [row.evidence, row.effect, row.proposal]
    if row.decided_on:
        parts.append(
            _("Decided %(day)s: %(decision)s")
            % {"day": near_day(row.decided_on, today), "decision": row.decision}
        )
    parts.append(row.outcome)
    return " ".join(stopped(" ".join(part.split())) for part in parts if part.strip())


def stopped(sentence: str) -> str:
    """With a full stop, unless it ends in some other way."""
    return sentence if sentence[-1] in ".!?…:" else f"{sentence}."


def left(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    """Who said no, how many, and for which reasons."""
    reasons: dict[str, list[str]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for row in facts.left:
        total[row.said_no] += row.total
        reasons[row.said_no].append(f"{str(Reason(row.reason).label).lower()} {row.total}")
    for who in SaidNo:
        if count := total[who]:
            said = {
                SaidNo.CANDIDATE: ngettext(
                    "%(count)d said no", "%(count)d said no themselves", count
                ),
                SaidNo.CLIENT: ngettext(
                    "You said no to %(count)d", "You said no to %(count)d", count
                ),
                SaidNo.WE: ngettext("We said no to %(count)d", "We said no to %(count)d", count),
            }[who]
            yield said % {"count": count}, ", ".join(reasons[who])


def next_week(facts: ReportFacts, typed: str, zone: ZoneInfo, today: date) -> list[str]:
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
    if missing := [row.text for row in facts.wanted if row.kind == "dates"]:
        names = {
            "presentation_on": pgettext("date to agree", "the presentation"),
            "meetings_on": pgettext("date to agree", "your meetings"),
            "decision_on": pgettext("date to agree", "the decision"),
        }
        said.append(
            _("Dates for %(what)s: without them people are lost to other processes")
            % {"what": get_text_list([names[name] for name in missing], _("and"))}
        )
    return said[:AT_MOST]


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
    return " ".join(said)


def amount(hours: float) -> str:
    """1.4 days, 6 hours."""
    if hours >= HOURS_A_DAY:
        days = round(hours / HOURS_A_DAY, 1)
        return ngettext("%(count)s day", "%(count)s days", 1 if days == 1 else 2) % {
            "count": number_format(days, 0 if days == int(days) else 1)
        }
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
