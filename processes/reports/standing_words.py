"""The one line of a report, and where each presented candidate stands, in plain words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from processes.reports.dates import day_and_month, day_and_time, named_day, near_day
from processes.reports.interim_words import serves
from processes.reports.promise_words import dates_missing
from processes.reports.report_facts import ReportFacts, Shown, Why
from processes.reports.step_words import step
from processes.shown import spoken
from processes.stages import CLIENTS_WORDS, End, Reason, SaidNo, Stage

# A report that covers more than this has missed a slot, and says from when it counts.
ONE_SLOT = timedelta(days=9)


def week(facts: ReportFacts) -> str:
    if facts.week > facts.weeks:
        return _("Week %(week)d, %(weeks)d were planned") % {
            "week": facts.week,
            "weeks": facts.weeks,
        }
    return _("Week %(week)d of %(weeks)d") % {"week": facts.week, "weeks": facts.weeks}


def time_covered(facts: ReportFacts, today: date) -> str:
    """This week, or since when where slots were missed."""
    if facts.until - facts.since <= ONE_SLOT:
        return _("this week")
    since = facts.since.astimezone(ZoneInfo(facts.zone)).date()
    return _("since %(day)s") % {"day": day_and_month(since)}


def lead(facts: ReportFacts, today: date) -> str:
    """The week of the assignment; on plan, behind or blocked, and why; then the news (C5)."""
    return f"{week(facts)}, {standing(facts, today)}. {tidings(facts, today)}"


def how_it_goes(facts: ReportFacts, today: date) -> str:
    """The same where the week stands elsewhere on the page."""
    return f"{capfirst(standing(facts, today))}. {tidings(facts, today)}"


def tidings(facts: ReportFacts, today: date) -> str:
    said = [
        serves(facts, today),
        news(facts, today),
        other_offers(facts, today),
        risk(facts),
    ]
    return " ".join(filter(None, said))


def standing(facts: ReportFacts, today: date) -> str:
    if facts.standing == "on_plan":
        return _("on plan")
    whys = [because(why, today) for why in facts.why[:2] if because(why, today)]
    word = _("blocked") if facts.standing == "blocked" else _("behind")
    return f"{word}: {'; '.join(whys)}" if whys else word


def because(why: Why, today: date) -> str:
    day = near_day(why.on, today) if why.on else ""
    if why.kind == "activity":
        return _("“%(what)s” was due %(day)s") % {"what": step(why), "day": day}
    if why.kind == "word":
        return _("your word on %(name)s was due %(day)s") % {
            "name": spoken(why.text),
            "day": day,
        }
    if why.kind == "decision":
        return _("your decision on “%(what)s” was due %(day)s") % {"what": why.text, "day": day}
    return ""


def news(facts: ReportFacts, today: date) -> str:
    covered = time_covered(facts, today)
    if not facts.progress:
        return capfirst(_("nothing has moved %(this_week)s.") % {"this_week": covered})
    told = []
    if (count := facts.step(Stage.PRESENTED).this_week) > 0:
        told.append(
            ngettext("%(count)d person presented", "%(count)d people presented", count)
            % {"count": count}
        )
    elif (count := facts.step(Stage.INTERVIEWED).this_week) > 0:
        told.append(
            ngettext("%(count)d person interviewed", "%(count)d people interviewed", count)
            % {"count": count}
        )
    elif (count := facts.step(Stage.CONTACTED).this_week) > 0:
        told.append(
            ngettext("%(count)d person contacted", "%(count)d people contacted", count)
            % {"count": count}
        )
    elif (count := facts.step(Stage.IDENTIFIED).this_week) > 0:
        told.append(
            ngettext("%(count)d person found", "%(count)d people found", count) % {"count": count}
        )
    if count := sum(1 for row in facts.shortlist if row.meeting_at):
        told.append(
            ngettext("%(count)d meeting booked", "%(count)d meetings booked", count)
            % {"count": count}
        )
    if not told:
        return capfirst(_("work has gone on %(this_week)s.") % {"this_week": covered})
    return f"{capfirst(covered)}: {', '.join(told)}."


def other_offers(facts: ReportFacts, today: date) -> str:
    """Competing offers put pressure on the dates, in full view (K6)."""
    rows = [row for row in facts.shortlist if row.is_in_play and row.has_other_offer]
    days = sorted(row.offer_answers_on for row in rows if row.offer_answers_on)
    if not rows:
        return ""
    if days and days[0] >= today:
        return ngettext(
            "%(count)d of those presented has another offer and answers on %(day)s.",
            "%(count)d of those presented have other offers, the first to answer on %(day)s.",
            len(rows),
        ) % {"count": len(rows), "day": named_day(days[0], today)}
    return ngettext(
        "%(count)d of those presented has another offer.",
        "%(count)d of those presented have other offers.",
        len(rows),
    ) % {"count": len(rows)}


def skipped(facts: ReportFacts) -> list[str]:
    """The reports that the client did not get, each with its reason."""
    return [
        _("There was no report on %(day)s: %(reason)s")
        % {"day": day_and_month(row.on), "reason": row.reason}
        for row in facts.skipped
    ]


def risk(facts: ReportFacts) -> str:
    """Dates that nobody has agreed yet: candidates are lost to other processes (C3)."""
    missing = dates_missing(facts)
    return _("A risk: no date is agreed yet for %(what)s.") % {"what": missing} if missing else ""


def where_it_stands(row: Shown, zone: ZoneInfo, now: datetime) -> str:
    """How it ended, or the next thing to happen, and another offer if there is one."""
    today = now.astimezone(zone).date()
    if row.left:
        return how_it_ended(row)
    parts = [next_thing(row, zone, now)]
    if row.has_other_offer:
        parts.append(offer(row, today))
    return ", ".join(parts)


def next_thing(row: Shown, zone: ZoneInfo, now: datetime) -> str:
    if row.meeting_at:
        return _("meets you %(when)s") % {"when": day_and_time(row.meeting_at, zone)}
    if row.word_due_at and row.stage != Stage.PLACED:
        late = row.word_due_at < now
        said = _("your word was due %(day)s") if late else _("your word is due %(day)s")
        day, today = (moment.astimezone(zone).date() for moment in (row.word_due_at, now))
        return said % {"day": near_day(day, today)}
    if row.stage == Stage.PLACED:
        return _("takes the role")
    word: str = str(CLIENTS_WORDS[Stage(row.stage)]).lower()
    return word


def offer(row: Shown, today: date) -> str:
    if row.offer_answers_on and row.offer_answers_on >= today:
        return _("has another offer, answers %(day)s") % {
            "day": near_day(row.offer_answers_on, today)
        }
    return _("has another offer")


def how_it_ended(row: Shown) -> str:
    on = day_and_month(row.left_on) if row.left_on else ""
    why = str(Reason(row.left_reason).label).lower() if row.left_reason else ""
    if row.left == End.WITHDRAWN or row.said_no == SaidNo.CANDIDATE:
        said = _("withdrew %(day)s: %(reason)s")
    elif row.said_no == SaidNo.CLIENT:
        said = _("you said no %(day)s: %(reason)s")
    else:
        said = _("we said no %(day)s: %(reason)s")
    return said % {"day": on, "reason": why}
