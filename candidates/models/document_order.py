"""Which of somebody's documents comes first: versions of each other, and the preferred one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Max, Q

from candidates.finding.cv_text import keep_cv_text

if TYPE_CHECKING:
    from candidates.models.document import Document
    from candidates.models.document_queryset import CandidateDocumentQuerySet


class Place(NamedTuple):
    """Where a new document stands among those of its kind."""

    version_of: Document | None
    number: int
    preferred: bool


def place_for(of_kind: CandidateDocumentQuerySet, name: str, former: Document | None) -> Place:
    """The next version of ``former``, or of the newest that is called so; else a first one.

    It is preferred where it follows the preferred one, or where there is none.
    """
    if former is None:
        former = of_kind.kept().filter(name=name).order_by("-number", "-pk").first()
    preferred = of_kind.filter(preferred=True).first()
    if former is None:
        return Place(None, 1, preferred is None)
    first = former.version_of or former
    # Whosever they are: an undone merge may have parted them, and each number is taken once.
    chain = of_kind.model._default_manager.filter(Q(pk=first.pk) | Q(version_of=first))
    last = chain.aggregate(last=Max("number"))["last"] or 1
    follows = preferred is None or preferred.pk == first.pk or preferred.version_of_id == first.pk
    return Place(first, last + 1, follows)


def prefer_another(of_kind: CandidateDocumentQuerySet) -> None:
    """Where none of a kind is preferred any more, the newest that is there becomes it."""
    if not of_kind.filter(preferred=True).exists():
        newest = of_kind.kept().order_by("-added_at", "-pk").values("pk")[:1]
        of_kind.filter(pk__in=newest).update(preferred=True)


def give_text(candidate: int, cvs: CandidateDocumentQuerySet) -> None:
    """Writes the text of the preferred CV where a search goes through it, if it is another.

    Where the preferred one holds no text, the newest CV that does is better than nothing.
    """
    best = cvs.kept().exclude(text="").order_by("-preferred", "-added_at", "-pk")
    keep_cv_text(candidate, best.values_list("text", flat=True).first() or "")
