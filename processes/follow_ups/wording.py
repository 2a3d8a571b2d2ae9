"""The table of rules in words: what opens a word, how long it may take, and who is reminded."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from processes.follow_ups.due_times import is_promise
from processes.follow_ups.rule import Due, Rule, Step

ORDER: str | Promise = _("an order comes in")
APPLICATION: str | Promise = _("somebody applies")
PLACED: str | Promise = _("somebody is placed; the plan of aftercare says when")
INTERIM: str | Promise = _("an interim contract has an end; the plan of aftercare says when")
OPENED_BY: dict[str, str | Promise] = {
    "first_call_orderer": ORDER,
    "first_call_decider": _("an order comes in, or somebody else decides from now on"),
    "schedule": ORDER,
    "weekly_call": _("an order comes in, and after each talk with the client since"),
    "application": APPLICATION,
    "application_look": _("an application may be of somebody who is here already"),
    "personal_feedback": _(
        "somebody was interviewed, the client answers, or says no after a meeting"
    ),
    "client_feedback": _("a candidate is presented"),
    "next_word": _("a day for the next word was promised"),
    "next_word_client": _("a day for the next word was promised"),
    "dates_agreed": _("an order comes in without dates for presentation, meetings and decision"),
    "obstacle_told": _("an obstacle is found"),
    "missed_call": _("the client rang and nobody answered"),
    "client_silence": _("an order comes in, and after each word to the client since"),
    "acknowledgement": APPLICATION,
    "candidate_silence": _("a candidate in play hears from us"),
    "feedback_after_meeting": _("the client has met a candidate"),
    "feedback_call": _("the last letter to the client stays without an answer"),
    "keep_in_touch": _("the last assignment is closed, and after each word since"),
    "keep_in_touch_candidate": _("somebody is placed, and after each talk since"),
    "brief_told": _("the brief is changed"),
    "propose_next": _("fewer are left on the shortlist than were promised"),
    "debrief_candidate": _("the client has met a candidate"),
    "debrief_client": _("the client has met a candidate"),
    "offer_answer": _("an offer is made"),
    "aftercare_candidate": PLACED,
    "aftercare_client": PLACED,
    "contract_end_candidate": INTERIM,
    "contract_end_client": INTERIM,
    "care_alert": _("it goes badly for the client, worse than for the other side, or nobody asked"),
    "care_alert_candidate": _(
        "it goes badly for the candidate, worse than for the other side, or nobody asked"
    ),
    "left_candidate": _("somebody leaves the job before the end agreed"),
    "left_client": _("somebody leaves the job before the end agreed"),
}


def due_in_words(rule: Rule, due: Due) -> str:
    """ "3 working days, to the end of the day"."""
    if is_promise(rule):
        return _t("on that day")
    if due.end_of_day and not due.days:
        amount = _t("the same working day")
    else:
        days = ngettext("%(count)d working day", "%(count)d working days", due.days)
        hours = ngettext("%(count)d working hour", "%(count)d working hours", due.hours)
        counted = [words % {"count": n} for words, n in ((days, due.days), (hours, due.hours)) if n]
        amount = " + ".join(counted)
    if due.end_of_day and due.days:
        amount = _t("%(amount)s, to the end of the day") % {"amount": amount}
    return _t("%(amount)s, or the day agreed") % {"amount": amount} if due.on else amount


def steps_in_words(rule: Rule, steps: Sequence[Step]) -> str:
    """Who is reminded how many working days after the word was due."""
    days = [step.days for step in steps if step.to != "owner"]
    if rule.chases:
        if not days:
            return _t("no letter to the client")
        last = max(days)
        counted = ngettext(
            "letters to the client after %(days)s working day, then a call",
            "letters to the client after %(days)s working days, then a call",
            last,
        )
        return counted % {"days": ", ".join(map(str, days))}
    if not days:
        return _t("the digest")
    counted = ngettext(
        "the digest; the lead after %(days)d working day",
        "the digest; the lead after %(days)d working days",
        days[0],
    )
    return counted % {"days": days[0]}
