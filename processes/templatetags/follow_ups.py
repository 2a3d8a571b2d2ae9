"""What a row of Today or of the digest says about a word that somebody waits for."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.showing import Told
from accounts.templatetags.moments import day, in_words, late_in_words
from processes.models import Candidacy, EventKind, FollowUp, Touchpoint
from processes.templatetags.care import why_to_ring
from processes.today.actions import is_to_ring, letter_at

register = template.Library()


WORDS_SINCE = {
    EventKind.ASSIGNMENT_OPENED: gettext_lazy("ordered %(when)s"),
    EventKind.ASSIGNMENT_EDITED: gettext_lazy("changed %(when)s"),
    EventKind.ASSIGNMENT_CLOSED: gettext_lazy("closed %(when)s"),
    EventKind.APPLIED: gettext_lazy("applied %(when)s"),
    EventKind.MET: gettext_lazy("met %(when)s"),
    EventKind.CLIENT_ANSWERED: gettext_lazy("the client answered %(when)s"),
    EventKind.CANDIDACY_ENDED: gettext_lazy("turned down %(when)s"),
    EventKind.CALLED: gettext_lazy("last spoke %(when)s"),
    EventKind.MAILED: gettext_lazy("last wrote %(when)s"),
    EventKind.LETTER_SENT: gettext_lazy("last wrote %(when)s"),
    EventKind.SCHEDULE_SENT: gettext_lazy("last wrote %(when)s"),
    EventKind.REPORT_SENT: gettext_lazy("last reported %(when)s"),
    EventKind.PRESENTATION_SENT: gettext_lazy("last wrote %(when)s"),
    EventKind.OBSTACLE_RAISED: gettext_lazy("found %(when)s"),
    EventKind.PLACED: gettext_lazy("placed %(when)s"),
    EventKind.OFFER_MADE: gettext_lazy("offer made %(when)s"),
    EventKind.OFFER_ANSWERED: gettext_lazy("the offer was answered %(when)s"),
    EventKind.LEFT: gettext_lazy("left the job, as we heard %(when)s"),
}
# Where the kind says more than the event that opened it.
SINCE_BY_KIND = {
    "personal_feedback": {EventKind.STAGE_MOVED: gettext_lazy("interviewed %(when)s")},
    "client_feedback": {EventKind.STAGE_MOVED: gettext_lazy("presented %(when)s")},
    "candidate_silence": {EventKind.STAGE_MOVED: gettext_lazy("no word since %(when)s")},
    "missed_call": {EventKind.CALLED: gettext_lazy("rang %(when)s")},
    "next_word": {EventKind.NOTED: gettext_lazy("promised %(when)s")},
    "next_word_client": {EventKind.NOTED: gettext_lazy("promised %(when)s")},
    "feedback_call": {EventKind.LETTER_SENT: gettext_lazy("last reminded %(when)s")},
}


@register.simple_tag(takes_context=True)
def background(context: Context, word: FollowUp, with_owner: bool = False) -> str:
    """The quiet line: "Interim payroll manager · Nordvik Energi · interviewed Wed 10:00".

    What makes this row another one than it seems comes first, for a long line is cut.
    """
    at: datetime = context["request"].at
    client = "" if who(word) == word.client.name else word.client.name
    if word.rule.owes == "client" or word.kind == "debrief_client":
        client = str(word.whom_to_ring or "")
    said = (
        letter(word, at),
        unanswered(word, at),
        gesture(word),
        offer(word, at),
        shortlist(word),
        whose(word, with_owner),
        word.assignment.title if word.assignment else "",
        client,
        since(word, at),
    )
    return capfirst(" · ".join(filter(None, said)))


def since(word: FollowUp, at: datetime) -> str:
    """What happened that somebody waits now: "applied Mon 09:00", "last spoke 18 Nov"."""
    kind = EventKind(word.opened_by.kind)
    if kind == EventKind.CARE_ALERTED:
        return why_to_ring(word.opened_by.facts)
    own = SINCE_BY_KIND.get(word.kind, {})
    words = own.get(kind) or WORDS_SINCE.get(kind) or _("since %(when)s")
    return str(words) % {"when": in_words(word.opened_by.at, at)}


def unanswered(word: FollowUp, at: datetime) -> str:
    """All reminders have gone out to a client and were of no avail."""
    return _("every reminder unanswered") if is_to_ring(word, at) else ""


def letter(word: FollowUp, at: datetime) -> str:
    """A letter to this person lies in the outbox: "a letter goes out 14:20"."""
    goes_at = letter_at(word)
    if goes_at is None:
        return ""
    if goes_at <= at:
        return _("a letter is on its way")
    return _("a letter goes out %(when)s") % {"when": in_words(goes_at, at)}


def offer(word: FollowUp, at: datetime) -> str:
    """Why a client should answer soon: the candidate has another offer (K6)."""
    asked = word.rule.owes == "client" or word.kind == "feedback_call"
    if not asked or word.candidacy is None or not still_answers(word.candidacy, at):
        return ""
    return _("offer elsewhere, answers %(day)s") % {
        "day": day(word.candidacy.other_offer_answers_on)
    }


def shortlist(word: FollowUp) -> str:
    """How short it was, and who could be proposed: "1 of 3 left, in reserve: Ewa Malinowska"."""
    if word.kind != "propose_next":
        return ""
    facts = word.opened_by.facts
    known = {"left": facts.get("presented", 0), "wanted": facts.get("minimum", 0)}
    if not hasattr(word, "in_reserve"):  # nobody has asked: see processes.shortlist.in_reserve
        return _("%(left)s of %(wanted)s left") % known
    if not word.in_reserve:
        return _("%(left)s of %(wanted)s left, nobody in reserve") % known
    names = ", ".join(word.in_reserve)
    return _("%(left)s of %(wanted)s left, in reserve: %(names)s") % {**known, "names": names}


def whose(word: FollowUp, with_owner: bool) -> str:
    """Who owes it, where the page shows several people's; for whom a deputy sits there."""
    absent = word.stands_in_for.full_name if word.stands_in_for else ""
    if absent:
        absent = _("for %(name)s") % {"name": absent}
    return " ".join(filter(None, [word.owner.full_name if with_owner else "", absent]))


@register.filter
def days_since(moment: datetime | None, at: datetime) -> str:
    """How long somebody has waited: "today", "3 days"."""
    if moment is None:
        return ""
    days = (timezone.localtime(at).date() - timezone.localtime(moment).date()).days
    if days < 1:
        return _("since today")
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


@register.filter
def still_answers(candidacy: Candidacy, at: datetime) -> bool:
    """Whether this person has another offer whose answer is still to come (K6)."""
    day = candidacy.other_offer_answers_on
    return day is not None and day >= timezone.localtime(at).date()


@register.filter
def client_hears_of_offer(candidacy: Candidacy, at: datetime) -> bool:
    """The same, where the client may be told."""
    return still_answers(candidacy, at) and candidacy.showing.tells(Told.OTHER_OFFERS)


@register.filter
def how_late(word: FollowUp, at: datetime) -> str:
    """ "2 h late", or when it is due."""
    return late_in_words(at - word.due_at) if word.due_at <= at else in_words(word.due_at, at)


@register.filter
def who(word: FollowUp) -> str:
    """Whom the row begins with: who waits, or the client that owes or is to be rung for it."""
    about_candidate = word.candidacy is not None and word.rule.owed != "candidate"
    return word.client.name if about_candidate else word.waiting_for


@register.filter
def what(word: FollowUp) -> str:
    """What is owed: "personal feedback", "feedback on Jonas Krantz"."""
    if word.obstacle is not None:
        return _("obstacle: %(title)s") % {"title": word.obstacle.title}
    if word.touchpoint is not None:
        return touchpoint(word.touchpoint, word)
    if word.candidacy is None or who(word) == word.candidacy.name:
        return str(word.rule.label)
    words = {
        "client_feedback": _("feedback on %(name)s"),
        "feedback_after_meeting": _("feedback after meeting %(name)s"),
        "feedback_call": _("call for feedback on %(name)s"),
        "debrief_client": _("debrief after meeting %(name)s"),
        "care_alert": _("how it goes with %(name)s"),
        "offer_answer": _("the answer of %(name)s to the offer"),
        "left_client": _("a word now that %(name)s has left"),
    }
    return words.get(word.kind, str(word.rule.label)) % {"name": word.candidacy.name}


def touchpoint(point: Touchpoint, word: FollowUp) -> str:
    """What the plan of aftercare foresees: "first week", "first week of Jonas Krantz"."""
    said = {"what": point.name[:1].lower() + point.name[1:]}
    if word.rule.owed == "candidate" or word.candidacy is None:
        return _("aftercare: %(what)s") % said
    return _("aftercare: %(what)s, %(name)s") % {**said, "name": word.candidacy.name}


def gesture(word: FollowUp) -> str:
    """Whether something small goes with it."""
    return _("with a gesture") if word.touchpoint is not None and word.touchpoint.gesture else ""


@register.filter
def page(word: FollowUp) -> str:
    """The page that tells most about whom the row names."""
    if word.candidacy is not None and word.rule.owed == "candidate":
        return word.candidacy.candidate.get_absolute_url()
    return word.client.get_absolute_url()
