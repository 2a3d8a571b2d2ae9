"""What candidates do by themselves; recruitcrm/chores.py has the list."""

from __future__ import annotations

from datetime import datetime

from candidates.models import Document
from candidates.models.document_queryset import CandidateDocumentQuerySet
from candidates.reading_files import read_document


def due_documents(at: datetime) -> CandidateDocumentQuerySet:
    return Document.objects.due(at)


def do_document(pk: int, at: datetime) -> None:
    read_document(pk, at=at)
