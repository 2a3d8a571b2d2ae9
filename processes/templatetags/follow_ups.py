"""What a row of Today or of the digest says about a word that somebody waits for."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.templatetags.moments import in_words, late_in_words
from processes.models import Candidacy, EventKind, FollowUp

register = template.Library()


@register.simple_tag(takes_context=True)
def background(context: Context, word: FollowUp, with_owner: bool = False) -> str:
    """The quiet line: "Interim payroll manager · Nordvik Energi · interviewed Wed 10:00"."""
    at: datetime = context["request"].at
    client = "" if who(word) == word.client.name else word.client.name
    if word.rule.owes == "client":
        client = str(word.whom_to_ring or "")
    owner = word.owner.full_name if with_owner else ""
    return " · ".join(filter(None, [word.assignment.title, client, since(word, at), owner]))


def since(word: FollowUp, at: datetime) -> str:
    """What happened that somebody waits now: "applied Mon 09:00", "last spoke 18 Nov"."""
    event = word.opened_by
    when = {"when": in_words(event.at, at)}
    if event.kind == EventKind.STAGE_MOVED:
        if word.rule.owes == "client":
            return _("presented %(when)s") % when
        return _("interviewed %(when)s") % when
    if event.kind == EventKind.MET:
        return _("met %(when)s") % when
    words = {
        EventKind.ASSIGNMENT_OPENED: _("ordered %(when)s"),
        EventKind.APPLIED: _("applied %(when)s"),
        EventKind.CLIENT_ANSWERED: _("the client answered %(when)s"),
        EventKind.CANDIDACY_ENDED: _("turned down %(when)s"),
        EventKind.CALLED: _("last spoke %(when)s"),
        EventKind.MAILED: _("last wrote %(when)s"),
    }
    return words.get(EventKind(event.kind), _("since %(when)s")) % when


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
def number_to_ring(word: FollowUp) -> str:
    """The telephone number of whoever is to be rung; empty where none is known."""
    if word.candidacy is not None and word.rule.owed == "candidate":
        return word.candidacy.candidate.phone
    contact = word.whom_to_ring
    return (contact.phone if contact else "") or word.client.phone


@register.filter
def as_link(number: str) -> str:
    """A telephone number as an address: "tel:+46701234567"."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")


@register.filter
def how_late(word: FollowUp, at: datetime) -> str:
    """ "2 h late", or when it is due."""
    return late_in_words(at - word.due_at) if word.due_at <= at else in_words(word.due_at, at)


@register.filter
def who(word: FollowUp) -> str:
    """Whom the row begins with: who waits, or the client that owes."""
    return word.client.name if word.rule.owes == "client" else word.waiting_for


@register.filter
def what(word: FollowUp) -> str:
    """What is owed: "personal feedback", "feedback on Jonas Krantz"."""
    if word.rule.owes == "client" and word.candidacy is not None:
        return _("feedback on %(name)s") % {"name": word.candidacy.name}
    return str(word.rule.label)


@register.filter
def page(word: FollowUp) -> str:
    """The page that tells most about whom the row names."""
    if word.candidacy is not None and word.rule.owes == "us":
        return word.candidacy.candidate.get_absolute_url()
    return word.client.get_absolute_url()
