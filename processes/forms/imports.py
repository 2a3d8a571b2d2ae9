from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.importing import no_tables
from processes.importing.reading import MOST_FILES, Unreadable, unpack
from processes.models import Import, ImportRow

LARGEST = 20 * 1024 * 1024


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once, each checked as one is."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        clean_one = super().clean
        files = data if isinstance(data, list | tuple) else [data]
        return [clean_one(file, initial) for file in files or [None]]


class UploadForm(forms.Form):
    """The tables of another system: CSV files, workbooks, or one ZIP of them."""

    tables = ManyFilesField(
        label=_("CSV or Excel files, or one ZIP of them"),
        widget=ManyFiles(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.zip"}),
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
                content = file.read()
                if said := no_tables.document(content):
                    raise Unreadable(str(said))
                found += unpack(str(file.name), content, at_most=left)
        except Unreadable as problem:
            raise forms.ValidationError(str(problem)) from problem
        if not found:
            raise forms.ValidationError(_t("There are no CSV or Excel files in the archive."))
        others = [no_tables.what(content) for _name, content in found]
        if all(others):
            raise forms.ValidationError(str(others[0]))
        if len(found) > MOST_FILES:
            raise forms.ValidationError(_t("There are too many files."))
        return [(storable_name(name), content) for name, content in found]


def storable_name(name: str) -> str:
    return name.replace("\x00", "").encode("utf-8", errors="replace").decode()


class TryingForm(forms.ModelForm[Import]):
    """How the rows are taken in, asked before they are tried out."""

    class Meta:
        model = Import
        fields = ["source_name", "on_match"]
        widgets = {"on_match": forms.RadioSelect}
        help_texts = {
            "source_name": _("Rows of the same name are known again by their numbers."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_name"].required = True


class ChoicesForm(forms.Form):
    """Of each row that is perhaps here already, who it is; ``rest`` is said of all others."""

    rest = forms.ChoiceField(
        label=_("All others, also those that are not shown"),
        required=False,
        choices=[
            ("", _("Leave them undecided: they are not taken in yet")),
            (ImportRow.NEW, _("They are new people")),
            (ImportRow.LEAVE, _("Leave them out")),
        ],
    )

    def __init__(self, *args: Any, rows: list[tuple[ImportRow, list[Any]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row, twins in rows:
            self.fields[f"row_{row.pk}"] = forms.ChoiceField(
                label=_t("Line %(line)d") % {"line": row.line},
                required=False,
                initial=row.choice,
                widget=forms.RadioSelect,
                choices=[
                    ("", _("Not decided yet")),
                    *((str(twin.pk), _t("Is %(name)s") % {"name": twin}) for twin, _why in twins),
                    (ImportRow.NEW, _("Is somebody new")),
                    (ImportRow.LEAVE, _("Leave this row out")),
                ],
            )
