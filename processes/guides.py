"""The guide to a meeting (K4): what the client is told of it, and what it begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.showing import Told
from candidates.motivators import Motivator
from processes.meetings.asking import NotToAsk, not_to_ask
from processes.models import Candidacy, Fit, Meeting, MeetingGuide

SOON = 2  # working days; a meeting so near without a guide is a risk


@dataclass(frozen=True)
class Offered:
    """Something that this person wants, and what the client has of it."""

    want: str
    text: str


@dataclass(frozen=True)
class GuideWords:
    """What a guide says, as the component ``guide_words`` shows it; a line each in lists."""

    wants: tuple[str, ...]  # in the active language
    wants_words: str
    show: tuple[str, ...]
    case: str
    explore: tuple[str, ...]
    offers: tuple[Offered, ...] = ()
    courted: str = ""  # who else is after this person, and until when
    not_to_ask: NotToAsk | None = None


def in_words(
    guide: MeetingGuide,
    *,
    offers: Mapping[str, str] | None = None,
    courted: str = "",
    country: str = "",
) -> GuideWords:
    """``offers``: what the client offers, by motivator; ``country``: of the client."""
    return GuideWords(
        wants=tuple(str(Motivator(one).label) for one in guide.wants),
        wants_words=guide.wants_words,
        show=lines(guide.show),
        case=guide.case,
        explore=lines(guide.explore),
        offers=matched(guide.wants, offers or {}),
        courted=courted,
        not_to_ask=not_to_ask(country) if country else None,
    )


def matched(wants: Sequence[str], offers: Mapping[str, str]) -> tuple[Offered, ...]:
    """Of what the client offers, what this person asks for; in the order of the list."""
    return tuple(
        Offered(str(Motivator(one).label), offers[one])
        for one in Motivator.values
        if one in wants and offers.get(one)
    )


def words_for(candidacy: Candidacy, guide: MeetingGuide, *, on: date) -> GuideWords:
    """The whole guide, as the client reads it on this day."""
    has_offer, answers_on = other_offer(candidacy)
    return in_words(
        guide,
        offers=candidacy.assignment.offers,
        courted=courted_in_words(answers_on, on) if has_offer else "",
        country=candidacy.assignment.client.country,
    )


def other_offer(candidacy: Candidacy) -> tuple[bool, date | None]:
    """Whether somebody else is after them, as far as the client may hear it, and until when.

    Never who: that was said to us.
    """
    if not candidacy.other_offer or not candidacy.showing.tells(Told.OTHER_OFFERS):
        return False, None
    return True, candidacy.other_offer_answers_on


def courted_in_words(answers_on: date | None, today: date) -> str:
    if answers_on is None or answers_on < today:
        return _("Somebody else is after this person, too.")
    day = date_format(answers_on, "l j E")
    return _("Somebody else is after this person, too, and gets an answer on %(day)s.") % {
        "day": day
    }


def lines(text: str) -> tuple[str, ...]:
    """What was typed as a list, with or without dashes."""
    bare = (line.strip().lstrip("-*•–").strip() for line in text.splitlines())
    return tuple(line for line in bare if line)


def begun(candidacy: Candidacy, *, by: User) -> dict[str, Any]:
    """What a guide begins with before anybody has written in it; the recruiter looks it over.

    What this person wanted elsewhere, what is shown to others who come for the same job, and as
    points to explore whatever is not yet known or only partly so.
    """
    guides = MeetingGuide.objects.order_by("-written_at").visible_to(by)
    theirs = guides.filter(candidacy__candidate=candidacy.candidate_id).first()
    same_job = guides.filter(candidacy__assignment=candidacy.assignment_id).first()
    return {
        "wants": theirs.wants if theirs else [],
        "wants_words": "",
        "show": same_job.show if same_job else "",
        "case": same_job.case if same_job else "",
        "explore": "\n".join(not_known(candidacy)),
    }


def not_known(candidacy: Candidacy) -> Sequence[str]:
    """The must-haves for which there is no clear yes with evidence, in the client's own words."""
    fits = {fit.must_have_id: fit for fit in candidacy.fits.all()}
    clear = {pk for pk, fit in fits.items() if fit.answer == Fit.Answer.YES and fit.evidence}
    return [must.text for must in candidacy.assignment.must_haves.all() if must.pk not in clear]


@dataclass(frozen=True)
class Unprepared:
    """A meeting with the client that comes soon, and no guide tells the client who comes."""

    candidacy: int
    name: str
    starts_at: datetime


def without_guides(at: datetime, by: User) -> ArraySubquery:
    """For an assignment's row: its ``Unprepared`` meetings; asked with it, no query more."""
    soon = Meeting.objects.without_guide(at, by.working_hours().close_of_day(at, SOON))
    theirs = soon.filter(candidacy__assignment=OuterRef("pk")).order_by("starts_at", "pk")
    about = JSONObject(
        candidacy="candidacy_id",
        first_name=F("candidacy__candidate__first_name"),
        last_name=F("candidacy__candidate__last_name"),
        starts_at="starts_at",
    )
    return ArraySubquery(theirs.values(about=about)[:3])


def unprepared(rows: Sequence[dict[str, Any]]) -> list[Unprepared]:
    """What an assignment's row was asked for ``without_guides``."""
    return [
        Unprepared(
            candidacy=row["candidacy"],
            name=f"{row['first_name']} {row['last_name']}".strip(),
            starts_at=datetime.fromisoformat(row["starts_at"]),
        )
        for row in rows
    ]
