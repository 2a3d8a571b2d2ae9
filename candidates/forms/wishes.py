from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from candidates.models.wishes import KindOfWork

AMOUNTS = ("expects_from", "expects_to")
MEASURES = ("expects_currency", "expects_per")


class AsksForWishes(forms.Form):
    """What somebody wants of work: kinds of it, and the pay in numbers, which come complete."""

    wants_kinds = forms.MultipleChoiceField(
        label=_("Wants work that is"),
        choices=KindOfWork.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        amounts = [cleaned.get(name) for name in AMOUNTS]
        for name in AMOUNTS:
            if (amount := cleaned.get(name)) is not None and amount <= 0:
                self.add_error(name, _t("An amount is more than nothing."))
        if None not in amounts and amounts[0] > amounts[1]:  # type: ignore[operator]
            self.add_error("expects_to", _t("This is less than the amount before it."))
        if any(amount is not None for amount in amounts):
            for name in MEASURES:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _t("An amount needs this."))
        elif not any(name in self.errors for name in AMOUNTS):
            for name in MEASURES:  # without an amount they say nothing
                cleaned[name] = ""
        return cleaned
