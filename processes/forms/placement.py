from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t

from accounts.form_rendering import DayInput
from processes.models import Placement


class PlacementForm(forms.ModelForm):  # type: ignore[type-arg]
    """Signed: when it starts, and the days that matter afterwards (A2)."""

    class Meta:
        model = Placement
        fields = ["starts_on", "ends_on", "trial_ends_on", "guarantee_ends_on", "terms"]
        widgets = {
            "starts_on": DayInput,
            "ends_on": DayInput,
            "trial_ends_on": DayInput,
            "guarantee_ends_on": DayInput,
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        starts = data.get("starts_on")
        for name in ("ends_on", "trial_ends_on", "guarantee_ends_on"):
            if starts and data.get(name) and data[name] < starts:
                self.add_error(name, _t("That lies before the start."))
        return data
