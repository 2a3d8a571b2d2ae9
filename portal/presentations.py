"""Plain facts of presentations for the portal: what was frozen when each was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from processes.models import Assignment, Presentation
from processes.presentations.saying import PresentationWords, say


@dataclass(frozen=True)
class SentPresentation:
    """A version that went out, as a line of a list."""

    pk: int
    number: int
    sent_at: datetime
    has_pdf: bool


@dataclass(frozen=True)
class PresentationPage:
    pk: int
    assignment: int
    number: int
    sent_at: datetime
    words: PresentationWords
    recruiter: str
    phone: str
    email: str
    has_pdf: bool


def presentations_of(assignment: Assignment) -> list[SentPresentation]:
    """Of an assignment that was asked for ``with_page``."""
    return [
        SentPresentation(
            pk=row["pk"],
            number=row["number"],
            sent_at=datetime.fromisoformat(row["sent_at"]),
            has_pdf=row["rendered_at"] is not None,
        )
        for row in assignment.presentation_rows  # type: ignore[attr-defined]
    ]


def page_of_presentation(presentation: Presentation) -> PresentationPage:
    """In the active language; what the recruiter wrote stays as it was written."""
    assignment = presentation.assignment
    assert presentation.sent_at is not None, "only what was sent is shown"
    return PresentationPage(
        pk=presentation.pk,
        assignment=assignment.pk,
        number=presentation.number,
        sent_at=presentation.sent_at,
        words=say(presentation.said),
        recruiter=assignment.owner.full_name,
        phone=assignment.owner.phone,
        email=assignment.owner.email,
        has_pdf=presentation.editions.exists(),
    )
