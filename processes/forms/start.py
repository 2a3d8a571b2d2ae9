from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput

TEN_YEARS = timedelta(days=3653)


class StartForm(forms.Form):
    """Another first day, and why."""

    starts_on = forms.DateField(
        label=_("New first day"),
        widget=DayInput,
        help_text=_("Trial period and guarantee stay as long and move along with it."),
    )
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if abs(day - self.initial["starts_on"]) > TEN_YEARS:
            raise forms.ValidationError(_t("Is that the right year?"))
        return day
