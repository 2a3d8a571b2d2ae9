from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Coalesce

from accounts.models import User
from candidates.models.candidate import Candidate
from candidates.models.document_order import place_for
from candidates.models.document_state import GONE, State

if TYPE_CHECKING:
    from candidates.models.document import Document
    from candidates.uploads import Upload


class CandidateDocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User) -> CandidateDocumentQuerySet:
        """Of people whom retention has closed only whoever leads here sees anything."""
        if user.leads:
            return self
        # A copy may have stayed with a record that was made one with one that is closed.
        into = "candidate__merged_into"
        return self.filter(
            **{
                f"{one}__closed_at__isnull": True
                for one in ("candidate", into, f"{into}__merged_into")
            }
        )

    def waiting(self) -> CandidateDocumentQuerySet:
        """Which a worker has to read, or to show to the virus scanner."""
        unread = models.Q(state=State.WAITING)
        if settings.CLAMAV_URL:
            unread |= models.Q(scanned_at__isnull=True) & ~models.Q(state__in=GONE)
        return self.filter(unread)

    def due(self, at: datetime) -> CandidateDocumentQuerySet:
        return self.waiting().filter(ring_after__lte=at)

    def kept(self) -> CandidateDocumentQuerySet:
        """Those whose file is there: not refused by the reading or the virus scanner."""
        return self.exclude(state__in=GONE)

    def newest_versions(self) -> CandidateDocumentQuerySet:
        """Without those that a later version has replaced, and without their long texts."""
        first = Coalesce("version_of", "pk")
        later = self.model._default_manager.filter(
            models.Q(version_of=models.OuterRef("first")) | models.Q(pk=models.OuterRef("first")),
            candidate=models.OuterRef("candidate"),  # an undone merge may have parted them
            number__gt=models.OuterRef("number"),
        )
        return self.alias(first=first).exclude(models.Exists(later)).defer("text")

    def locked(self) -> CandidateDocumentQuerySet:
        """The same rows, in the hands of this transaction; whoever else decides waits."""
        list(self.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
        return self

    @transaction.atomic
    def take_in(
        self,
        candidate: Candidate,
        upload: Upload,
        *,
        kind: str,
        by: User | None,
        at: datetime,
        version_of: Document | None = None,
    ) -> Document:
        """Keeps a file that was looked at (candidates/uploads.py); a worker reads it soon.

        The very same file is not kept twice: what is there comes back, with ``was_here``. A file of
        the same kind and name as another, or said to be ``version_of`` it, is its next version and
        takes over being preferred; so does the first of a kind. ``by`` is None from outside.
        """
        candidate = Candidate.objects.standing_for(candidate)
        people = Candidate.objects.filter(pk=candidate.pk)
        people.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True).get()
        theirs = self.filter(candidate=candidate)
        same = theirs.kept().filter(digest=upload.digest).first()
        if same is not None:
            same.was_here = True
            return same
        of_kind = theirs.filter(kind=version_of.kind if version_of else kind)
        place = place_for(of_kind, upload.name, version_of)
        if place.preferred:
            of_kind.filter(preferred=True).update(preferred=False)
        return self.create(
            candidate=candidate,
            kind=version_of.kind if version_of else kind,
            file=upload.file,
            name=upload.name,
            content_type=upload.kind.content_type,
            size=upload.size,
            digest=upload.digest,
            by=by,
            added_at=at,
            try_after=at,
            ring_after=at,
            **place._asdict(),
        )
