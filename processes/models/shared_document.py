from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from candidates.models import Document
from candidates.models.document_state import GONE
from processes.models.candidacy import Candidacy
from processes.models.event import EventKind
from processes.models.lockable import Lockable
from processes.timeline import record


class CannotShare(Exception):
    """The client may not see this document yet, or has it already."""


class SharedDocumentQuerySet(models.QuerySet["SharedDocument"]):
    def standing(self) -> SharedDocumentQuerySet:
        """What the client may read now: shared, not taken back, and not refused since."""
        return self.filter(taken_back_at__isnull=True).exclude(document__state__in=GONE)

    def visible_to(self, user: User) -> SharedDocumentQuerySet:
        """What this contact of the client may read, of assignments that they may see."""
        from processes.models.assignment import Assignment

        theirs = Assignment.objects.visible_to(user)
        return self.standing().filter(
            candidacy__assignment__in=theirs, candidacy__presented_at__isnull=False
        )


class SharedDocument(Lockable):
    """A candidate's document that the client of one assignment may read, until taken back.

    Documents are shared one by one, by hand, from "presented" on; never with the rest of somebody.
    """

    candidacy = models.ForeignKey(
        Candidacy, on_delete=models.PROTECT, related_name="shared_documents"
    )
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="shared")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[SharedDocumentQuerySet] = SharedDocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidacy", "document"],
                condition=models.Q(taken_back_at__isnull=True),
                name="a_document_is_shared_once",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_at=None, taken_back_by=None)
                | models.Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="what_was_taken_back_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} on {self.candidacy_id}"

    @classmethod
    @transaction.atomic
    def share(
        cls, document: Document, candidacy: Candidacy, *, by: User, at: datetime
    ) -> SharedDocument:
        """Lets the client of this candidacy read the document; shared already, it stays so.

        Raises ``CannotShare`` before "presented", for the document of somebody else, and for one
        that was refused or that the virus scanner has not seen.
        """
        mine = candidacy.locked()
        if document.candidate_id != mine.candidate_id:
            raise CannotShare(_t("This document belongs to somebody else."))
        if mine.presented_at is None:
            raise CannotShare(
                _t("The client knows nothing of %(name)s yet. Present them first.")
                % {"name": candidacy.name}
            )
        if not document.can_be_fetched:
            raise CannotShare(document.said)
        made, is_new = cls.objects.standing().get_or_create(
            candidacy=candidacy, document=document, defaults={"by": by, "at": at}
        )
        if is_new:
            record(
                EventKind.DOCUMENT_SHARED,
                by=by,
                at=at,
                candidacy=candidacy,
                name=document.name,
                document=document.pk,
            )
        return made

    @transaction.atomic
    def take_back(self, *, by: User, at: datetime) -> None:
        """The client can fetch it no more; what they have saved stays with them. Safe twice."""
        mine = self.locked()
        if mine.taken_back_at is None:
            self.taken_back_at, self.taken_back_by = at, by
            self.save(update_fields=["taken_back_at", "taken_back_by"])
            record(
                EventKind.DOCUMENT_TAKEN_BACK,
                by=by,
                at=at,
                candidacy=self.candidacy,
                name=self.document.name,
                document=self.document_id,
            )
