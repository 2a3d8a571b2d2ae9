"""Files from outside, looked at before they are kept: what they are, how large, and which.

file = DocumentField(label=_("CV"))              # cleaned_data["file"] is an Upload
files = DocumentsField(label=_("Files"))         # several; cleaned_data["file"]: UploadsSeen
upload = looked_at(some_django_file)             # raises BadUpload, whose text is for people
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from candidates.file_kinds import FileKind, NotTaken, kind_of

LARGEST = 10 * 1024 * 1024  # bytes
LONGEST_NAME = 160
MOST_AT_ONCE = 20
PIECE = 1024 * 1024
ACCEPT = ".pdf,.docx,.odt,.txt"
WHICH = _("PDF, Word (.docx), OpenDocument (.odt) or plain text, up to 10 MB.")
REQUIRED, EMPTY = _("Choose a file."), _("This file is empty.")


class BadUpload(Exception):
    """It is not taken; the text says why and what to do, in the active language."""


@dataclass(frozen=True)
class Upload:
    """A file that was looked at. Its name ends as its content deserves."""

    file: File[bytes]
    name: str
    kind: FileKind
    size: int
    digest: str  # SHA-256, in hex


@dataclass(frozen=True)
class UploadsSeen:
    """Of several files those that can be kept, and why not the others: name and reason."""

    good: list[Upload] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def looked_at(file: File[bytes]) -> Upload:
    """What was uploaded, by its content. Raises ``BadUpload``."""
    size = file.size or 0
    if not size:
        raise BadUpload(str(EMPTY))
    if size > LARGEST:
        raise BadUpload(
            _t("This file has %(size)s; at most %(most)s, please.")
            % {"size": filesizeformat(size), "most": filesizeformat(LARGEST)}
        )
    try:
        kind = kind_of(file)  # type: ignore[arg-type] # reads and seeks like any file
    except NotTaken as refused:
        raise BadUpload(why(str(refused))) from refused
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0)
    name = named_for(file.name or "", kind)
    file.name = name
    return Upload(file=file, name=name, kind=kind, size=size, digest=digest.hexdigest())


def why(word: str) -> str:
    """Why a file is not taken, and what to do about it."""
    reasons = {
        "picture": _("This is a picture. Put it into a PDF and try again."),
        "old_word": _(
            "This is a Word file of the old kind (.doc). Save it as PDF or .docx and try again."
        ),
        "bomb": _("This file unpacks into far more than any CV. Save it as PDF and try again."),
        "macro": _(
            "This file holds a macro, a small program, and is not taken. Save it as PDF and try "
            "again."
        ),
        "password": _(
            "This file is behind a password, so nobody can look into it. Save it without one and "
            "try again."
        ),
        "two_kinds": _(
            "This file is two kinds of file at once, which is how harmful ones are hidden. Save "
            "it as PDF anew and try again."
        ),
        "unknown": _(
            "This is not a PDF, Word (.docx), OpenDocument (.odt) or text file, "
            "whatever its name says. Save it as PDF and try again."
        ),
    }
    return str(reasons[word])


def named_for(name: str, kind: FileKind) -> str:
    """``cv.pdf`` stays; ``cv.exe`` that holds text becomes ``cv.exe.txt``; long names are cut."""
    visible = "".join(letter for letter in PurePath(name).name if letter.isprintable()).strip()
    stem = visible or "document"
    if stem.lower().endswith(kind.suffix):
        stem = stem[: -len(kind.suffix)] or "document"
    return stem[: LONGEST_NAME - len(kind.suffix)] + kind.suffix


class DocumentField(forms.FileField):
    """One file: PDF, DOCX, ODT or plain text by its content. Cleans to an ``Upload``."""

    widget = forms.FileInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", WHICH)
        messages = {"required": REQUIRED, "empty": EMPTY} | options.pop("error_messages", {})
        super().__init__(error_messages=messages, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"accept": ACCEPT}

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return looked_at(file)
        except BadUpload as refused:
            raise forms.ValidationError(str(refused)) from refused


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class DocumentsField(DocumentField):
    """Several files at once. A bad one is told apart from the good ones and does not stop them."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> UploadsSeen:  # type: ignore[override]
        files: Sequence[Any] = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not files:
            raise forms.ValidationError(str(REQUIRED))
        if len(files) > MOST_AT_ONCE:
            most = _t("At most %(number)d files at once, please.") % {"number": MOST_AT_ONCE}
            raise forms.ValidationError(most)
        seen = UploadsSeen()
        for file in files:
            try:
                seen.good.append(looked_at(file))
            except BadUpload as refused:
                seen.refused.append((file.name or "", str(refused)))
        return seen
