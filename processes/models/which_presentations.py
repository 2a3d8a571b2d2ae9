"""Which presentations: the draft, those sent; and how a draft begins."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.confidential import seen_by
from processes.models.document import DocumentQuerySet

if TYPE_CHECKING:
    from processes.models.assignment import Assignment
    from processes.models.presentation import Presentation


class AlreadySent(Exception):
    """The presentation is on its way: nothing of it changes any more."""

    def __init__(self, number: int) -> None:
        said = _t("Version %(number)d has been sent meanwhile. Look at it, then begin the next.")
        super().__init__(said % {"number": number})


class PresentationQuerySet(DocumentQuerySet["Presentation"]):
    def visible_to(self, user: User) -> Self:
        """Staff: of assignments they see; a client's contact: those sent about theirs."""
        if user.is_staff_member:
            return self.filter(seen_by(user))
        from processes.models.assignment import Assignment

        return self.sent().filter(assignment__in=Assignment.objects.visible_to(user))

    def waiting(self) -> Self:
        return super().waiting().frozen()

    def in_trouble(self, at: datetime) -> Self:
        """Those that somebody can still do something about."""
        return super().in_trouble(at).filter(assignment__closed_at=None)

    def drafts(self) -> Self:
        return self.filter(frozen_at__isnull=True)

    def frozen(self) -> Self:
        """On their way, or sent."""
        return self.filter(frozen_at__isnull=False)

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)

    def next_number(self, assignment: Assignment) -> int:
        """The version that is being written, or would be."""
        last: int | None = (
            self.frozen().filter(assignment=assignment).aggregate(last=Max("number"))["last"]
        )
        return (last or 0) + 1

    @transaction.atomic
    def draft(self, assignment: Assignment, *, number: int, at: datetime) -> Presentation:
        """The draft of this version, locked; made if there is none.

        Raises ``AlreadySent`` where that version is no draft any more.
        """
        assignment.locked()
        if number != self.next_number(assignment):
            raise AlreadySent(number)
        found = self.drafts().filter(assignment=assignment).select_for_update(of=("self",)).first()
        found = found or self.create(
            assignment=assignment,
            number=number,
            language=assignment.language,
            made_at=at,
            send_at=at,
            try_after=at,
            ring_after=at,
        )
        found.assignment = assignment
        return found
