from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import ClassVar

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from candidates.models.candidate import Candidate
from candidates.models.document_order import give_text, prefer_another
from candidates.models.document_preview import Previewed
from candidates.models.document_queryset import CandidateDocumentQuerySet
from candidates.models.document_reading import ReadApart
from candidates.models.document_state import GONE, State


def random_name(document: Document, filename: str) -> str:
    """Where a file is kept: a name that nobody can guess and that says nothing."""
    return f"documents/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:8]}"


class Document(Previewed, ReadApart):
    """A candidate's CV or another file, kept under a random name and served as an attachment.

    A worker reads it apart from everything else (candidates/reading_files.py): until then it is
    ``waiting``. Of the documents of one kind one is preferred; the text of the preferred CV is
    what a search for the candidate finds.
    """

    class Kind(models.TextChoices):
        CV = "cv", _("CV")
        LETTER = "letter", pgettext_lazy("document", "Letter")
        CERTIFICATE = "certificate", _("Certificate")
        OTHER = "other", _("Other")

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CV)
    file = models.FileField(_("file"), upload_to=random_name)
    name = models.CharField(_("name"), max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    # Nobody of the agency where it came with an application or an import.
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    # SHA-256, in hex.
    digest = models.CharField(max_length=64, default="", db_default="", editable=False)
    version_of = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(default=1, db_default=1)
    preferred = models.BooleanField(default=False, db_default=False)

    was_here = False  # set by take_in where this very file had been kept before

    objects: ClassVar[CandidateDocumentQuerySet] = CandidateDocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering: ClassVar = ["-added_at", "-pk"]
        indexes = [
            # Asked by every tick: which files wait to be read, and with a scanner, to be scanned.
            models.Index(
                fields=["ring_after"],
                condition=models.Q(state=State.WAITING),
                name="documents_to_be_read",
            ),
            models.Index(
                fields=["ring_after"],
                condition=models.Q(scanned_at__isnull=True),
                name="documents_to_be_scanned",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "kind"],
                condition=models.Q(preferred=True),
                name="one_document_of_a_kind_is_preferred",
            ),
            models.UniqueConstraint(
                fields=["version_of", "number"], name="versions_of_a_document_are_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="a_document_is_in_a_known_state"
            ),
            models.CheckConstraint(
                condition=models.Q(models.Q(state__in=GONE), ~models.Q(finding=""))
                | models.Q(~models.Q(state__in=GONE), finding=""),
                name="a_refused_document_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(preferred=True, state__in=GONE),
                name="no_refused_document_is_preferred",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    def of_its_kind(self) -> CandidateDocumentQuerySet:
        return Document.objects.filter(candidate=self.candidate_id, kind=self.kind)

    def all_versions(self) -> CandidateDocumentQuerySet:
        """Itself and its other versions, the newest first, without their long texts."""
        first = self.version_of_id or self.pk
        theirs = Document.objects.filter(candidate=self.candidate_id)
        chain = theirs.filter(models.Q(pk=first) | models.Q(version_of=first))
        return chain.order_by("-number").defer("text")

    @transaction.atomic
    def prefer(self) -> None:
        """From now on the one of its kind; a CV's text is found with the candidate."""
        of_kind = self.of_its_kind().locked()
        if of_kind.kept().filter(pk=self.pk).exists():
            of_kind.filter(preferred=True).exclude(pk=self.pk).update(preferred=False)
            of_kind.filter(pk=self.pk).update(preferred=True)
        self.refresh_from_db(fields=["preferred"])
        self.tell_candidate()

    @transaction.atomic
    def call_it(self, kind: str) -> None:
        """Says what it is, a letter and no CV; its other versions are the same then."""
        was = self.of_its_kind()
        theirs = Document.objects.filter(candidate=self.candidate_id).locked()
        chain = theirs.filter(pk__in=[one.pk for one in self.all_versions()])
        others = theirs.filter(kind=kind).exclude(pk__in=chain.values("pk"))
        if others.filter(preferred=True).exists():
            chain.update(kind=kind, preferred=False)
        else:
            chain.update(kind=kind)
        self.refresh_from_db(fields=["kind", "preferred"])
        for of_kind in (was, self.of_its_kind()):
            prefer_another(of_kind)
        give_text(self.candidate_id, theirs.filter(kind=self.Kind.CV))

    @transaction.atomic
    def remove(self) -> None:
        """Forgets the document; its file goes once that is certain.

        Where it was the preferred one, the next of its kind is; its other versions stay together.
        """
        of_kind = self.of_its_kind().locked()
        if first := self.versions.order_by("number").first():
            self.versions.exclude(pk=first.pk).update(version_of=first)
            of_kind.filter(pk=first.pk).update(version_of=None)
        storage, names = self.file.storage, [self.file.name, *self.pictures()]
        self.delete()
        prefer_another(of_kind)
        self.tell_candidate()

        def forget() -> None:
            for name in filter(None, names):
                storage.delete(name)

        transaction.on_commit(forget)

    def tell_candidate(self) -> None:
        """Lets searches find the candidate by what the preferred CV says now."""
        if self.kind == self.Kind.CV:
            give_text(self.candidate_id, self.of_its_kind())
