from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.file_kinds import FileKind, recognise
from candidates.models import Candidate, Document

LARGEST = 10 * 1024 * 1024  # bytes
LONGEST_NAME = 160


class DocumentForm(forms.ModelForm[Document]):
    """A file of a candidate's: PDF, DOCX, ODT or plain text, told by its content."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word (.docx), OpenDocument (.odt) or plain text, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.txt"}),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
        },
    )
    file_kind: FileKind

    class Meta:
        model = Document
        fields = ("file", "kind")

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        size = file.size or 0
        if size > LARGEST:
            raise forms.ValidationError(
                _t("This file has %(size)s; at most %(most)s, please."),
                params={"size": filesizeformat(size), "most": filesizeformat(LARGEST)},
            )
        found = recognise(file)  # type: ignore[arg-type] # reads and seeks like any file
        if found is None:
            raise forms.ValidationError(
                _t(
                    "This is not a PDF, Word (.docx), OpenDocument (.odt) or text file, "
                    "whatever its name says. Save it as PDF and try again."
                )
            )
        self.file_kind = found
        return file

    def added_to(self, candidate: Candidate, *, by: User, at: datetime) -> Document:
        """Keeps the file; its name gets the ending that its content deserves."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        name = named_for(file.name or "", self.file_kind)
        file.name = name
        return Document.objects.create(
            candidate=candidate,
            kind=self.cleaned_data["kind"],
            file=file,
            name=name,
            content_type=self.file_kind.content_type,
            size=file.size or 0,
            by=by,
            added_at=at,
        )


def named_for(name: str, kind: FileKind) -> str:
    """``cv.pdf`` stays; ``cv.exe`` that holds text becomes ``cv.exe.txt``; long names are cut."""
    visible = "".join(letter for letter in PurePath(name).name if letter.isprintable()).strip()
    stem = visible or "document"
    if stem.lower().endswith(kind.suffix):
        stem = stem[: -len(kind.suffix)] or "document"
    return stem[: LONGEST_NAME - len(kind.suffix)] + kind.suffix
