"""A candidate's documents as they come in: kept, and told on the timeline."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from candidates.models import Candidate, Document
from candidates.uploads import Upload
from processes.models import EventKind
from processes.timeline import record


@transaction.atomic
def add_document(
    candidate: Candidate,
    upload: Upload,
    *,
    kind: str,
    by: User | None,
    at: datetime,
    version_of: Document | None = None,
) -> Document:
    """Keeps a file and says so on the timeline; one that was here already is only handed back."""
    document = Document.objects.take_in(
        candidate, upload, kind=kind, by=by, at=at, version_of=version_of
    )
    if not document.was_here:
        record(
            EventKind.DOCUMENT_ADDED,
            by=by,
            at=at,
            candidate=candidate,
            name=document.name,
            document=document.pk,
        )
    return document
