"""Declining kindly (K1, K2): who is written to, who is called, and the letters that are planned.

A letter waits for ``COOLING`` and may be cancelled until then. Whoever has met us is told in
person, and so is whoever has no address.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from candidates.models import Candidate
from mailings.models import TooLate
from processes import words
from processes.models import Assignment, Candidacy, Closing, Decline, Event, EventKind
from processes.models.decline import LETTER_WAITS, UNDER_WAY
from processes.models.letter_text import LANGUAGES
from processes.stages import End, SaidNo, Stage
from processes.timeline import record
from processes.words.drafting import Draft

COOLING = timedelta(minutes=15)
MET_US = [Stage.INTERVIEWED, Stage.PRESENTED, Stage.CLIENT_MEETING, Stage.OFFER]
NOT_PLACED = ~Q(stage=Stage.PLACED)
# In the outbox, or gone.
WRITTEN = LETTER_WAITS | Q(letter__sent_at__isnull=False)


@dataclass(frozen=True)
class Telling:
    """Somebody who is to be told no: by a text of this kind and language, or by a call."""

    candidacy: Candidacy
    kind: str
    language: str
    must_call: str
    decline: Decline | None = None

    @classmethod
    def of(
        cls, candidacy: Candidacy, decline: Decline | None = None, *, closing: bool = False
    ) -> Telling:
        """How they are told; the candidacy is ``with_meetings``."""
        return cls(
            candidacy=candidacy,
            kind=kind_of_text(candidacy, closing=closing),
            language=language_of(candidacy.candidate),
            must_call=must_call(candidacy),
            decline=decline,
        )

    @property
    def group(self) -> str:
        """Whoever gets the same text."""
        return f"{self.language}_{self.kind}"

    @property
    def has_met(self) -> bool:
        """They have met us, so a word is due in person (K2)."""
        return has_met(self.candidacy)

    @property
    def goes_at(self) -> datetime | None:
        """When the letter to them goes, if one is waiting in the outbox."""
        return self.decline.goes_at if self.decline and self.decline.is_under_way else None

    def facts(self, *, by: User, at: datetime) -> dict[str, str]:
        """What a text may say to this person."""
        about = self.candidacy
        return words.facts_about(
            candidate=about.candidate,
            assignment=about.assignment,
            by=by,
            at=at,
            language=self.language,
        )


@dataclass
class Planned:
    """Letters that are on their way, and those who got none since somebody has acted meanwhile."""

    declines: list[Decline] = field(default_factory=list)
    left_out: list[Candidacy] = field(default_factory=list)


def to_decline(assignment: Assignment) -> QuerySet[Candidacy]:
    """Everybody on it who may be told no: in touch with us and in play, or still unanswered."""
    found_only = Q(stage=Stage.IDENTIFIED, applied_at=None)
    unanswered = assignment.unanswered().values("pk")
    rows = Candidacy.objects.ours_to_tell().filter(NOT_PLACED, assignment=assignment)
    return with_meetings(
        rows.filter(Q(ended_at=None) & ~found_only | Q(pk__in=unanswered)).exclude(
            end=End.WITHDRAWN
        )
    )


def with_meetings(rows: QuerySet[Candidacy]) -> QuerySet[Candidacy]:
    """Each with ``has_met`` and all that a letter to them names."""
    met = Event.objects.standing().filter(
        candidacy=OuterRef("pk"), kind=EventKind.MET, reached=True
    )
    people = ("candidate__owner", "assignment__client", "assignment__owner")
    return rows.annotate(has_met=Exists(met)).select_related(*people)


def tellings(
    rows: QuerySet[Candidacy], *, closing: bool = False, most: int | None = None
) -> list[Telling]:
    """How each of them is told, in two queries; ``rows`` are ``with_meetings``."""
    people = list(rows.order_by("candidate__plain_name", "pk")[:most])
    rows_of_letters = Decline.objects.filter(UNDER_WAY, candidacy__in=people)
    letters = rows_of_letters.select_related("letter").defer("letter__html")
    on_their_way = {decline.candidacy_id: decline for decline in letters}
    return [Telling.of(person, on_their_way.get(person.pk), closing=closing) for person in people]


def language_of(candidate: Candidate) -> str:
    return candidate.language if candidate.language in LANGUAGES else "en"


def kind_of_text(candidacy: Candidacy, *, closing: bool = False) -> str:
    """Nobody is thanked for an application that they never sent."""
    if closing:
        return "decline_closed"
    return "decline" if candidacy.applied_at else "decline_found"


def has_met(candidacy: Candidacy) -> bool:
    met: bool = candidacy.has_met  # type: ignore[attr-defined]  # with_meetings
    return met or candidacy.stage in MET_US


def must_call(candidacy: Candidacy) -> str:
    """Why no letter would do, empty where one would; the candidacy is ``with_meetings``."""
    if has_met(candidacy):
        return _("has met us")
    if not words.can_be_written_to(candidacy.candidate):
        return _("no e-mail address")
    return ""


@transaction.atomic
def plan(
    assignment: Assignment,
    people: Collection[Candidacy],
    words_for: Callable[[Candidacy], Draft],
    *,
    reason: str,
    by: User,
    at: datetime,
    note: str = "",
    closing: Closing | None = None,
) -> Planned:
    """A letter to each of them, to go after the cooling time; the candidacy ends when it goes.

    Looked at again behind a lock: whoever has a letter on its way, waits for no word or must be
    called by now is left out and named.
    """
    chosen = [person.pk for person in people]
    held = Candidacy.objects.filter(pk__in=chosen).order_by("pk").select_for_update(no_key=True)
    held_now = list(held.values_list("pk", flat=True))
    # Asked only now: whoever was told by phone while we waited is out of the question.
    locked = {row.pk: row for row in to_decline(assignment).filter(pk__in=held_now)}
    mine = Decline.objects.filter(UNDER_WAY, candidacy__in=locked)
    busy = set(mine.filter(WRITTEN).values_list("candidacy", flat=True))
    mine.exclude(WRITTEN).update(cancelled_at=at)  # their letters were stopped or given up
    planned = Planned()
    for person in sorted(people, key=lambda person: person.pk):
        candidacy = locked.get(person.pk)
        if candidacy is not None:
            candidacy.refuse_too_senior(reason)
        if candidacy is None or candidacy.pk in busy or must_call(candidacy):
            planned.left_out.append(person)
            continue
        decline = Decline.objects.create(
            candidacy=candidacy,
            closing=closing,
            stage=candidacy.stage,
            reason=reason,
            said_no=SaidNo.WE,
            words=note,
            by=by,
            planned_at=at,
        )
        write_letter(decline, words_for(candidacy), at=at)
        planned.declines.append(decline)
    return planned


def write_letter(decline: Decline, draft: Draft, *, at: datetime) -> None:
    candidate = decline.candidacy.candidate
    decline.letter = words.write(
        "decline",
        draft,
        to=candidate,
        by=decline.by,
        at=at,
        key=f"decline:{decline.pk}",
        occasion=decline,
        language=language_of(candidate),
        send_at=at + COOLING,
    )
    decline.save(update_fields=["letter"])
    goes_at = decline.letter.send_at.isoformat()
    record(
        EventKind.DECLINE_PLANNED,
        by=decline.by,
        at=at,
        candidacy=decline.candidacy,
        reason=decline.reason,
        goes_at=goes_at,
    )


@transaction.atomic
def tell_by_phone(
    candidacy: Candidacy,
    *,
    reason: str,
    said_no: str,
    words: str,
    by: User,
    at: datetime,
    verdicts: Mapping[int, str] | None = None,
) -> Event:
    """They were reached and told no (K2): the candidacy ends, and then the call is logged.

    ``verdicts``: what the client said of each must-have, by its id.

    A letter that still waits is cancelled. Whoever is out of it already is only told, and so is
    whoever has got the role: they wait for a word as well, and keep it when the assignment closes.
    """
    for decline in candidacy.declines.under_way().with_people():
        with suppress(TooLate):
            decline.cancel(by=by, at=at)
    mine = candidacy.locked()
    if mine.is_in_play and mine.stage != Stage.PLACED:
        mine.finish(End.REJECTED, reason=reason, said_no=said_no, by=by, at=at, verdicts=verdicts)
    return record(
        EventKind.CALLED, by=by, at=at, candidacy=mine, reached=True, rang="us", text=words
    )
