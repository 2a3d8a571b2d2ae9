"""What can be done about a word, by kind: one thing first, the next beside it, the rest at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from processes.models import FollowUp


@dataclass(frozen=True)
class Action:
    """A link; ``key`` presses it while its row has the focus. ``and_log``: an address of the log.

    A number that is dialled opens the log beside it; other actions open in the dialog, unless
    ``leaves`` says that they are pages of their own.
    """

    label: str | Promise
    url: str
    key: str = ""
    title: str = ""
    and_log: str = ""
    leaves: bool = False


@dataclass(frozen=True)
class Actions:
    first: Action
    beside: list[Action]
    more: list[Action]


Make = Callable[[FollowUp], Action | None]


@cache
def pattern(name: str) -> str:
    return reverse(name, args=[0])


def way(name: str, pk: int) -> str:
    """The address of a page about something with a number, quicker than looking it up anew."""
    return pattern(name).replace("/0/", f"/{pk}/", 1)


DEBRIEFS = {"debrief_candidate": "candidate", "debrief_client": "client"}


def asks(word: FollowUp) -> bool:
    """Whether the three questions are what is owed: their answers are noted, not the talk (A1)."""
    return word.touchpoint is not None and word.touchpoint.asks


def log_url(word: FollowUp) -> str:
    """Where what was said is written down; of a debrief its few questions are asked."""
    if word.kind in DEBRIEFS and word.candidacy_id is not None:
        return reverse("candidacy_debrief", args=[word.candidacy_id, DEBRIEFS[word.kind]])
    if asks(word):
        return way("care_answer", word.touchpoint_id or 0)
    return f"{reverse('log_call')}?follow_up={word.pk}"


def call(word: FollowUp) -> Action | None:
    number = number_to_ring(word)
    if not number:
        return None
    label = pgettext_lazy("verb", "Call")
    return Action(label, as_link(number), "c", title=number, and_log=log_url(word))


def log(word: FollowUp) -> Action:
    label = _("Log answer") if word.rule.owes == "client" else _("Log")
    if word.kind in DEBRIEFS:
        label = _("Debrief")
    if asks(word):
        label = _("Note answer")
    return Action(label, log_url(word), "l")


def write(word: FollowUp) -> Action | None:
    if word.rule.kind in {"schedule", "obstacle_told", "brief_told"} or not may_be_written_to(word):
        return None
    label = _("Answer") if word.kind == "application" else _("Write")
    return Action(label, way("follow_up_letter", word.pk), "w")


def hold(word: FollowUp) -> Action | None:
    """Nothing new is news, for a candidate who is still in play (K3)."""
    if word.kind == "acknowledgement" or is_foreseen(word) or not is_in_play(word):
        return None
    return Action(_("Holding message"), way("follow_up_holding", word.pk), "h")


def decline(word: FollowUp) -> Action | None:
    if word.rule.owed != "candidate" or word.candidacy_id is None or not is_in_play(word):
        return None
    if is_foreseen(word):
        return None
    return Action(_("Decline kindly"), way("candidacy_declining", word.candidacy_id), "d")


def send_schedule(word: FollowUp) -> Action | None:
    if word.assignment_id is None:
        return None
    return Action(_("Send"), way("assignment_schedule", word.assignment_id), leaves=True)


def agree_dates(word: FollowUp) -> Action | None:
    if word.assignment_id is None:
        return None
    return Action(_("Agree dates"), way("dates", word.assignment_id))


def tell_obstacle(word: FollowUp) -> Action | None:
    if word.obstacle_id is None:
        return None
    return Action(_("Tell the client"), way("obstacle_telling", word.obstacle_id))


def write_of_obstacle(word: FollowUp) -> Action | None:
    if word.obstacle_id is None:
        return None
    return Action(_("By letter"), way("obstacle_letter", word.obstacle_id), "w")


def tell_brief(word: FollowUp) -> Action | None:
    if word.assignment_id is None:
        return None
    return Action(_("Tell the client"), way("brief_telling", word.assignment_id))


def write_of_brief(word: FollowUp) -> Action | None:
    if word.assignment_id is None:
        return None
    return Action(_("By letter"), way("brief_letter", word.assignment_id), "w")


def ask_how_it_goes(word: FollowUp) -> Action | None:
    """The three questions by a letter with a link, where the plan asks them (A1)."""
    if not asks(word):
        return None
    return Action(_("Ask by letter"), way("care_letter", word.touchpoint_id or 0), "w")


def see_letter(word: FollowUp) -> Action | None:
    """The letter that is on its way to the candidate, to be looked at or cancelled."""
    if word.rule.owed != "candidate" or word.candidacy_id is None:
        return None
    return Action(_("See the letter"), way("candidacy", word.candidacy_id), leaves=True)


def see_plan(word: FollowUp) -> Action | None:
    if not is_foreseen(word) or word.candidacy_id is None:
        return None
    return Action(_("See the plan"), way("candidacy_aftercare", word.candidacy_id), leaves=True)


def see_both_sides(word: FollowUp) -> Action | None:
    """What both have said, before somebody rings one of them (A2)."""
    if word.candidacy_id is None:
        return None
    return Action(_("Both sides"), way("care", word.candidacy_id), leaves=True)


def rather_not(word: FollowUp) -> Action | None:
    """Whoever would rather not hear from us about it is not owed it any more (A1)."""
    if not is_foreseen(word):
        return None
    return Action(_("Rather not"), way("touchpoint_not_wanted", word.touchpoint_id or 0))


def put_off(word: FollowUp) -> Action:
    return Action(_("Put off"), way("follow_up_putting_off", word.pk), "p")


def hand_over(word: FollowUp) -> Action:
    return Action(_("Hand over"), way("follow_up_handing_over", word.pk), "o")


def propose(word: FollowUp) -> Action | None:
    """The shortlist with those in reserve, from which the next is proposed (C8)."""
    if word.assignment_id is None:
        return None
    label = pgettext_lazy("verb", "Propose")
    return Action(label, way("assignment_shortlist", word.assignment_id), leaves=True)


def look_at_applications(word: FollowUp) -> Action | None:
    """Applications beside those who may have sent them (K1)."""
    return Action(_("Look at both"), reverse("applications"), leaves=True)


# The keys are those of the page of keys (templates/processes/keys.html).
BY_NAME: dict[str, Make] = {
    "call": call,
    "log": log,
    "write": write,
    "hold": hold,
    "decline": decline,
    "schedule": send_schedule,
    "dates": agree_dates,
    "obstacle": tell_obstacle,
    "obstacle_letter": write_of_obstacle,
    "brief": tell_brief,
    "brief_letter": write_of_brief,
    "propose": propose,
    "applications": look_at_applications,
    "letter": see_letter,
    "care_letter": ask_how_it_goes,
    "both_sides": see_both_sides,
    "plan": see_plan,
    "rather_not": rather_not,
    "put_off": put_off,
    "hand_over": hand_over,
}
USUAL = ("call", "log")
SEEN: dict[str, tuple[str, ...]] = {
    "application": ("write", "decline", "log"),
    "acknowledgement": ("write", "log"),
    "application_look": ("applications",),
    "personal_feedback": ("call", "hold", "log"),
    "next_word": ("call", "hold", "log"),
    "candidate_silence": ("hold", "log"),
    "schedule": ("schedule",),
    "dates_agreed": ("dates", "log"),
    "propose_next": ("propose", "call"),
    "obstacle_told": ("obstacle", "obstacle_letter"),
    "brief_told": ("brief", "brief_letter"),
    "aftercare_candidate": ("call", "log", "care_letter"),
    "aftercare_client": ("call", "log", "care_letter"),
    "care_alert": ("call", "both_sides", "log"),
    "care_alert_candidate": ("call", "both_sides", "log"),
    "client_feedback": ("log", "call"),
    "feedback_after_meeting": ("log", "call"),
}
MORE = ("call", "log", "write", "hold", "decline", "plan", "put_off", "hand_over", "rather_not")
INSIDE = ("put_off", "hand_over")  # nobody outside hears of it
WHILE_LETTER_WAITS = ("call", "log", "put_off", "hand_over")
# Only a talk gives them: whatever letter is on its way to this person, somebody rings.
TALKS = frozenset({*DEBRIEFS, "care_alert", "care_alert_candidate"})


def actions_for(word: FollowUp, at: datetime) -> Actions:
    """The first that is possible is the one to do; the others of its kind stand beside it.

    Nobody is written to twice: while a letter to a candidate is on its way, it is to be seen.
    """
    seen: tuple[str, ...] = SEEN.get(word.kind, USUAL)
    more: tuple[str, ...] = MORE
    if is_to_ring(word, at):
        seen = USUAL
    elif word.kind == "application_look":
        more = INSIDE
    elif word.rule.owed == "candidate" and letter_at(word):
        seen, more = ("letter",), WHILE_LETTER_WAITS
    first, *beside = possible(seen, word) or [log(word)]
    shown = {*seen, "log"} if first.key == "l" else {*seen}
    return Actions(first, beside, possible((name for name in more if name not in shown), word))


def possible(names: Iterable[str], word: FollowUp) -> list[Action]:
    made = (BY_NAME[name](word) for name in names)
    return [action for action in made if action is not None]


def is_to_ring(word: FollowUp, at: datetime) -> bool:
    """Whether a client owes us a word and has had every reminder of it: now somebody rings."""
    ended = word.next_reminder_at is None and word.due_at < at
    return word.rule.chases and ended


def letter_at(word: FollowUp) -> datetime | None:
    """When a letter goes out that waits for this person in the outbox, as Today has asked.

    None for a word that no letter gives.
    """
    if word.kind in TALKS:
        return None
    found: datetime | None = getattr(word, "letter_at", None)
    return found


def is_in_play(word: FollowUp) -> bool:
    return word.candidacy is not None and word.candidacy.is_in_play


def may_be_written_to(word: FollowUp) -> bool:
    """Whether anybody whom it concerns has an address; of a company as such, the form knows."""
    if word.candidacy is not None and word.rule.owed == "candidate":
        return bool(word.candidacy.candidate.email)
    people = [word.contact]
    if word.assignment is not None:
        people += [word.assignment.decider, word.assignment.ordered_by]
    known = [person for person in people if person is not None]
    return not known or any(person.email for person in known)


def number_to_ring(word: FollowUp) -> str:
    """The telephone number of whoever is to be rung; empty where none is known."""
    if word.candidacy is not None and word.rule.owed == "candidate":
        return word.candidacy.candidate.phone
    contact = word.whom_to_ring
    return (contact.phone if contact else "") or word.client.phone


def as_link(number: str) -> str:
    """A telephone number as an address: "tel:+46701234567"."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


def is_foreseen(word: FollowUp) -> bool:
    """Whether a plan of aftercare foresaw it, for somebody who has the role (A1)."""
    return word.touchpoint_id is not None
