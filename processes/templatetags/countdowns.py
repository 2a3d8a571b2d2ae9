"""How long until another offer is answered: for our pages, and for the client's reminder."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.template import Context
from django.utils import timezone

from accounts.templatetags.moments import day
from processes import countdown as days
from processes.models import Candidacy

register = template.Library()


@register.simple_tag(takes_context=True)
def countdown(context: Context, answers_on: date) -> str:
    """ "answers Tue 24 Nov, in 3 days"."""
    return days.left(answers_on, timezone.localtime(context["request"].at).date())


@register.simple_tag(takes_context=True)
def offer_elsewhere(context: Context, answers_on: date) -> str:
    """ "Offer elsewhere, answers Tue 24 Nov, in 3 days"."""
    return days.on_today(answers_on, timezone.localtime(context["request"].at).date())


@register.filter
def answers_their_offer(candidacy: Candidacy, at: datetime) -> str:
    """ "Has another offer and answers it on Tue 24 Nov, in 3 days."; asked only while it stands."""
    answers_on = candidacy.other_offer_answers_on
    if answers_on is None:
        return ""
    return days.told_in_letter(answers_on, timezone.localtime(at).date(), day(answers_on))
