"""Kind noes: by letter, and by a call to whoever has met us."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from processes import declines
from processes.models import Assignment, Candidacy
from processes.stages import SHOWN_TO_CLIENT, Reason, SaidNo, Stage
from processes.words.drafting import Draft, draft


def kind_no(candidacy: Candidacy, *, by: User, at: datetime, closing: bool = False) -> Draft:
    """The text that fits this person, in their language."""
    telling = declines.Telling.of(candidacy, closing=closing)
    return draft(telling.kind, telling.language, telling.facts(by=by, at=at))


def write_noes(
    assignment: Assignment, *, stages: list[Stage], most: int, by: User, at: datetime
) -> None:
    """Letters to some who stand at these stages; they go out after the cooling time."""
    rows = declines.to_decline(assignment).filter(stage__in=stages, ended_at=None)
    people = [one.candidacy for one in declines.tellings(rows) if not one.must_call]
    declines.plan(
        assignment,
        people[:most],
        lambda person: kind_no(person, by=by, at=at),
        reason=Reason.MUST_HAVE,
        by=by,
        at=at,
    )


def tell_by_phone(
    candidacy: Candidacy, *, reason: Reason, words: str, by: User, at: datetime
) -> None:
    by_client = candidacy.stage in SHOWN_TO_CLIENT
    said_no = SaidNo.CLIENT if by_client else SaidNo.WE
    declines.tell_by_phone(candidacy, reason=reason, said_no=said_no, words=words, by=by, at=at)
