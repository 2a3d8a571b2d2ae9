from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput


class StartForm(forms.Form):
    """Another first day, and why."""

    starts_on = forms.DateField(
        label=_("New first day"),
        widget=DayInput,
        help_text=_("Trial period and guarantee stay as long and move along with it."),
    )
    why = forms.CharField(label=_("Why"), max_length=200, required=False)
