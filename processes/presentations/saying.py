"""A presentation's words in the active language: what letter, PDF and portal show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.showing import Told
from processes.models.must_have import Fit
from processes.presentations.facts import PresentationFacts, Presented
from processes.shown import is_number, spoken


@dataclass(frozen=True)
class SaidPoint:
    """A must-have, the answer in one word, and what shows it."""

    must_have: str
    answer: str
    says: str
    evidence: str


@dataclass(frozen=True)
class SaidPerson:
    """Somebody as the client reads of them; ``pay`` and ``available`` are empty if not told.

    ``place``: in the order, where the name is not a number itself.
    """

    place: str
    name: str
    headline: str
    recommended: bool
    note: str
    points: list[SaidPoint]
    recommendation: str
    risk: str
    pay: str
    available: str


@dataclass(frozen=True)
class PresentationWords:
    title: str
    client: str
    day: str
    version: str  # empty for the first
    lead: str
    introduction: str
    must_haves: list[str]
    people: list[SaidPerson]
    left: str
    wanted: str


def say(facts: PresentationFacts) -> PresentationWords:
    version = _("Version %(number)d") % {"number": facts.number} if facts.number > 1 else ""
    return PresentationWords(
        title=facts.title,
        client=facts.client,
        day=date_format(facts.made_on, "DATE_FORMAT"),
        version=version,
        lead=lead(facts),
        introduction=facts.introduction,
        must_haves=list(facts.must_haves),
        people=[person(one, place, facts) for place, one in enumerate(facts.people, start=1)],
        left=_("No longer among them: %(names)s.")
        % {"names": ", ".join(spoken(mark) for mark in facts.left)}
        if facts.left
        else "",
        wanted=wanted(facts.feedback_on),
    )


def lead(facts: PresentationFacts) -> str:
    """How many they are, and whom we would take."""
    count = len(facts.people)
    sentences = [
        ngettext(
            "We present %(count)d candidate, compared on what decides it.",
            "We present %(count)d candidates, each compared on what decides it.",
            count,
        )
        % {"count": count}
    ]
    ours = [spoken(one.name) for one in facts.people if one.recommended]
    if ours:
        sentences.append(_("We recommend %(names)s.") % {"names": ", ".join(ours)})
    return " ".join(sentences)


def person(one: Presented, place: int, facts: PresentationFacts) -> SaidPerson:
    if one.is_clients_own:
        note = _("Your own candidate")
    else:
        note = _("new in this version") if one.is_new else ""
    return SaidPerson(
        place="" if is_number(one.name) else str(place),
        name=spoken(one.name),
        headline=", ".join(filter(None, [one.headline, one.place])),
        recommended=one.recommended,
        note=note,
        points=[
            SaidPoint(must, point.answer, answered(point.answer), point.evidence)
            for must, point in zip(facts.must_haves, one.points, strict=False)
        ],
        recommendation=one.recommendation,
        risk=one.risk,
        pay="" if Told.EXPECTS in one.withheld else one.expects or _("not yet known"),
        available=""
        if Told.AVAILABILITY in one.withheld
        else available(one.available_on, facts.made_on),
    )


def answered(answer: str) -> str:
    return str(_("not yet known") if answer == Fit.Answer.NOT_ASKED else Fit.Answer(answer).label)


def available(day: date | None, today: date) -> str:
    if day is None:
        return _("not yet known")
    if day <= today:
        return _("at once")
    return _("from %(day)s") % {"day": date_format(day, "DATE_FORMAT")}


def wanted(day: date | None) -> str:
    if day is None:
        return _("Tell us whom you want to meet. Good people are soon gone.")
    said = _("Tell us by %(day)s whom you want to meet, as agreed. Good people are soon gone.")
    return said % {"day": date_format(day, "DATE_FORMAT")}
