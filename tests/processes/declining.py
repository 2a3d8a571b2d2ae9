"""What the stories about kind noes have in common."""

from __future__ import annotations

from datetime import datetime

from mailings.models import Letter
from processes import declines
from processes.models import Candidacy, Decline, Event
from processes.stages import Reason
from processes.words.drafting import Draft
from tests.cast import NOW, Cast


def decline(candidacy: Candidacy, cast: Cast, *, at: datetime = NOW) -> declines.Planned:
    return declines.plan(
        candidacy.assignment,
        [candidacy],
        lambda one: Draft("Your application", f"Dear {one.candidate.first_name}, no."),
        reason=Reason.MUST_HAVE,
        by=cast.nina,
        at=at,
    )


def letter_of(candidacy: Candidacy) -> Letter:
    found = Decline.objects.filter(candidacy=candidacy).latest("pk").letter
    assert found is not None
    return found


def is_unanswered(candidacy: Candidacy) -> bool:
    return candidacy.assignment.unanswered().filter(pk=candidacy.pk).exists()


def no_letters(kind: str = "decline") -> int:
    return Event.objects.filter(kind="letter_sent", facts__letter=kind).count()
