from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.importing.reading import MOST_FILES, Unreadable, unpack
from processes.importing.uploads import LARGEST

# A row takes 4 ms: what is imported while somebody waits for the page takes 15 seconds at most.
MOST_LINES = 4000


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once, each checked as one is."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        clean_one = super().clean
        files = data if isinstance(data, list | tuple) else [data]
        return [clean_one(file, initial) for file in files or [None]]


class ImportForm(forms.Form):
    """The tables of another system: CSV files, or one ZIP of them."""

    tables = ManyFilesField(
        label=_("CSV files, or one ZIP of them"),
        widget=ManyFiles(attrs={"accept": ".csv,.tsv,.txt,.zip"}),
        help_text=_("Clients, contacts, candidates, assignments, submissions and so on, at once."),
    )

    def clean_tables(self) -> list[tuple[str, bytes]]:
        """Names and contents, unpacked."""
        uploaded: list[UploadedFile[Any]] = self.cleaned_data["tables"]
        if sum(file.size or 0 for file in uploaded) > LARGEST:
            raise forms.ValidationError(
                _t("These are more than %(size)s. Import them in parts.")
                % {"size": filesizeformat(LARGEST)}
            )
        found: list[tuple[str, bytes]] = []
        try:
            for file in uploaded:
                left = LARGEST - sum(len(content) for _name, content in found)
                found += unpack(str(file.name), file.read(), at_most=left)
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
        if not found:
            raise forms.ValidationError(_t("There are no CSV files in the archive."))
        if sum(content.count(b"\n") for _name, content in found) > MOST_LINES:
            raise forms.ValidationError(
                _t("These are more than %(most)d rows. Whoever runs the server imports them with: ")
                % {"most": MOST_LINES}
                + "manage.py import_batch FOLDER"
            )
        if len(found) > MOST_FILES:
            raise forms.ValidationError(_t("There are too many files."))
        return found
