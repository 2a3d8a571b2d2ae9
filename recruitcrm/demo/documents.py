"""What else lies with candidates: a newer CV, a scanned certificate, one behind a password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

from pypdf import PdfWriter

from candidates.models import Candidate, Document
from candidates.reading_files import read_document
from recruitcrm.demo.files import add, as_text

FURTHER = {
    "CV.txt": Document.Kind.CV,
    "Certificate.pdf": Document.Kind.CERTIFICATE,
    "Reference.pdf": Document.Kind.OTHER,
}


def add_further_documents(at: datetime) -> None:
    """To be called after ``add_documents``, with the demo's now; reads every document, too."""
    cvs = Document.objects.filter(kind=Document.Kind.CV, content_type="text/plain")
    chosen = cvs.select_related("candidate__owner").defer("text").order_by("pk")[:3]
    people = [cv.candidate for cv in chosen]
    for candidate, (name, kind) in zip(people, FURTHER.items(), strict=False):
        then = candidate.owner.working_hours().next_open(at - timedelta(days=1))
        add(candidate, name, CONTENT[name](candidate), kind, min(then, at))
    for pk in Document.objects.waiting().order_by("pk").values_list("pk", flat=True):
        read_document(pk, at=at)


def blank(*, locked: bool = False) -> bytes:
    """A PDF without a letter, as a scanner makes it."""
    writer, content = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    if locked:
        writer.encrypt("demo", algorithm="RC4-128")
    writer.write(content)
    return content.getvalue()


CONTENT: dict[str, Callable[[Candidate], bytes]] = {
    "CV.txt": lambda candidate: as_text(candidate) + b"\nReferences: on request\n",
    "Certificate.pdf": lambda _candidate: blank(),
    "Reference.pdf": lambda _candidate: blank(locked=True),
}
