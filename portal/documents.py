"""A candidate's documents that were shared with this client, one by one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from candidates.models import Document
from processes.models import Assignment


@dataclass(frozen=True)
class Paper:
    """A document to be fetched; its own name may say more of somebody than the client is told."""

    pk: int
    candidacy: int
    label: str


def papers_of(assignment: Assignment) -> list[Paper]:
    """Of an assignment that was asked for ``with_page``; the newest first."""
    return [
        Paper(row["pk"], row["candidacy_id"], labelled(row["kind"], row["name"]))
        for row in assignment.document_rows  # type: ignore[attr-defined]
    ]


def labelled(kind: str, name: str) -> str:
    """What it is, "CV (PDF)"."""
    said = {"kind": Document.Kind(kind).label, "format": PurePath(name).suffix[1:5].upper()}
    return _("%(kind)s (%(format)s)") % said if said["format"] else str(said["kind"])


def file_name(kind: str, name: str, of: str) -> str:
    """What it is saved as: "CV Amira Lundqvist.pdf", where ``of`` is how the client knows them."""
    who = of.rstrip(".")  # the end of initials would be a second dot
    return f"{Document.Kind(kind).label} {who}{PurePath(name).suffix.lower()[:5]}"
