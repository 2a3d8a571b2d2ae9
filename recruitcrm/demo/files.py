"""CVs and letters of some candidates, as small files."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from random import Random

from django.core.files.base import ContentFile
from django.db.models import F, Max

from candidates.models import Candidate, Document
from candidates.uploads import looked_at
from mailings.pdf import render_pdf
from processes.candidate_documents import add_document
from processes.models import Candidacy, SharedDocument
from processes.stages import Stage
from recruitcrm.demo.cast import Cast

PDFS, TEXTS = 8, 40
CV = """<!doctype html><html><head><title>{name}</title><style>
@page {{ size: A4; margin: 22mm }} body {{ font: 10.5pt "Inter Latin", "Inter Extended" }}
h1 {{ font-size: 22pt; margin: 0 }} h2 {{ font-size: 12pt; margin: 16pt 0 4pt }}
</style></head><body><h1>{name}</h1><p>{headline}<br>{city} · {email}</p>
<h2>Experience</h2><p>{headline}, {employer}, six years<br>Assistant, four years</p>
<h2>Skills</h2><p>{skills}</p></body></html>"""


def add_documents(cast: Cast, luck: Random, at: datetime) -> None:
    """Files of people who have got far, added on the day after they were found."""
    known = Candidate.objects.annotate(presented=Max("candidacies__presented_at")).filter(
        candidacies__interest__isnull=False
    )
    furthest = known.distinct().order_by(F("presented").desc(nulls_last=True), "pk")
    chosen = list(furthest[: PDFS + TEXTS])
    for number, candidate in enumerate(chosen):
        added_at = min(found_at(candidate), at)
        if number < PDFS:
            add(candidate, "CV.pdf", as_pdf(candidate), Document.Kind.CV, added_at)
        else:
            add(candidate, "CV.txt", as_text(candidate), Document.Kind.CV, added_at)
        if luck.random() < 0.2:
            letter = b"Dear all,\n\nthe task you describe is what I do best.\n"
            add(candidate, "Letter.txt", letter, Document.Kind.LETTER, added_at)
    share_some()


def share_some() -> None:
    """The CVs of whom a client is about to meet, once both are there: the file and the "yes"."""
    meeting = Candidacy.objects.in_play().filter(stage=Stage.CLIENT_MEETING)
    for candidacy in meeting.select_related("assignment__owner").order_by("pk"):
        for cv in candidacy.candidate.documents.filter(kind=Document.Kind.CV):
            shared_at = max(cv.added_at, candidacy.stage_since)
            SharedDocument.share(cv, candidacy, by=candidacy.assignment.owner, at=shared_at)


def found_at(candidate: Candidate) -> datetime:
    """A few working hours after the first talk."""
    first = candidate.events.order_by("at").first()
    at: datetime = first.at if first else candidate.created_at
    return candidate.owner.working_hours().add(at, timedelta(hours=3))


def add(candidate: Candidate, name: str, content: bytes, kind: str, at: datetime) -> Document:
    """As it would have come in by hand; a worker reads it later."""
    upload = looked_at(ContentFile(content, name=f"{candidate.last_name} {name}"))
    return add_document(candidate, upload, kind=kind, by=candidate.owner, at=at)


def lines(candidate: Candidate) -> dict[str, str]:
    return {
        "name": candidate.full_name,
        "headline": candidate.headline,
        "city": candidate.city,
        "email": candidate.email,
        "employer": candidate.employer,
        "skills": ", ".join(candidate.skills),
    }


def as_pdf(candidate: Candidate) -> bytes:
    said = {name: escape(line) for name, line in lines(candidate).items()}
    return render_pdf(CV.format_map(said), language="en")


def as_text(candidate: Candidate) -> bytes:
    return "\n".join(f"{name}: {line}" for name, line in lines(candidate).items()).encode()
