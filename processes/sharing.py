"""What a client may fetch of a candidate's documents, and what the recruiter is told of it."""

from __future__ import annotations

from django.db.models import OuterRef, Q, QuerySet, Subquery

from candidates.models import Document
from clients.models import Contact
from processes.models import Assignment, Candidacy, SharedDocument

AT_MOST = 50  # documents of somebody on a page, the newest


def documents_of(candidacy: Candidacy) -> QuerySet[Document]:
    """This candidate's, the newest first, with ``shared_at`` where the client can read it."""
    shared = SharedDocument.objects.standing().filter(candidacy=candidacy, document=OuterRef("pk"))
    documents = candidacy.candidate.documents.kept().defer("text")
    return documents.annotate(shared_at=Subquery(shared.values("at")))[:AT_MOST]


def readers_of(assignment: Assignment) -> list[Contact]:
    """Who of the client can enter the portal and sees this assignment there."""
    named = Q(pk__in=[assignment.decider_id, assignment.ordered_by_id])
    theirs = Contact.objects.active().filter(
        named | Q(pk__in=assignment.contacts.values("pk")), client=assignment.client_id
    )
    return list(theirs.filter(user__is_active=True).order_by("first_name", "last_name", "pk"))
