from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from processes.importing.column_names import NAMES
from processes.importing.encodings import CHOICES
from processes.importing.tables import BY_NAME, TABLES
from processes.models import ImportSheet

SEPARATORS = [
    (",", _("Comma")),
    (";", _("Semicolon")),
    ("\t", _("Tab")),
    ("|", _("Vertical bar")),
]


class SheetReadingForm(forms.Form):
    """How a CSV file is read, where the guess was wrong."""

    encoding = forms.ChoiceField(label=_("Letters are written in"))
    separator = forms.ChoiceField(label=_("Cells are parted by"), choices=SEPARATORS)

    def __init__(self, *args: Any, sheet: ImportSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"encoding": sheet.encoding, "separator": sheet.separator}
        field = self.fields["encoding"]
        assert isinstance(field, forms.ChoiceField)
        own = [] if sheet.encoding in dict(CHOICES) else [(sheet.encoding, sheet.encoding)]
        field.choices = [choice for choice in (*own, *CHOICES) if choice[0]]


class SheetTableForm(forms.Form):
    """Which of our tables it is; none leaves it out."""

    table = forms.ChoiceField(
        label=_("It holds"),
        required=False,
        choices=[("", _("Nothing that is taken in")), *((t.name, t.label) for t in TABLES)],
    )


class ColumnsForm(forms.Form):
    """Which column of the file is which of ours; each of ours once."""

    def __init__(self, *args: Any, sheet: ImportSheet, samples: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, self.samples = sheet, samples
        self.table = BY_NAME[sheet.table]
        ours = {place: column for column, place in sheet.mapping.items()}
        choices = [("", _("Is not kept")), *((name, NAMES[name]) for name in self.table.columns)]
        for place, label in enumerate(sheet.header):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=label or _t("Column %(number)d") % {"number": place + 1},
                choices=choices,
                required=False,
                initial=ours.get(place, ""),
            )

    def lines(self) -> Iterator[tuple[BoundField, list[str]]]:
        """Each column of the file with what stands in it first."""
        for place in range(len(self.sheet.header)):
            said = [row.cells[place] for row in self.samples if place < len(row.cells)]
            yield self[f"column_{place}"], [cell for cell in said if cell][:3]

    def clean(self) -> dict[str, Any]:
        found: dict[str, int] = {}
        for place in range(len(self.sheet.header)):
            column = self.cleaned_data.get(f"column_{place}", "")
            if column in found:
                words = _t("“%(column)s” was chosen for another column already.")
                self.add_error(f"column_{place}", words % {"column": NAMES[column]})
            elif column:
                found[column] = place
        for either in self.table.lacks(found):
            names = " / ".join(str(NAMES[column]) for column in either)
            words = ngettext(
                "It needs a column for: %(names)s.",
                "It needs a column for one of: %(names)s.",
                len(either),
            )
            self.add_error(None, words % {"names": names})
        self.cleaned_data["mapping"] = found
        return self.cleaned_data
