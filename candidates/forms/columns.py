from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from candidates.columns import COLUMNS, MOST


class ColumnsForm(forms.Form):
    """Which columns the list has, in the order in which they stand in the form."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(column.name, column.label) for column in COLUMNS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: the usual ones. Narrow windows show the first ones only."),
    )

    def clean_columns(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["columns"]
        if len(chosen) > MOST:
            raise ValidationError(
                ngettext(
                    "At most %(count)d column, please.", "At most %(count)d columns, please.", MOST
                ),
                params={"count": MOST},
            )
        return chosen
