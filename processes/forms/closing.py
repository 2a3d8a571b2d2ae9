from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from processes.models import Outcome


class ClosingForm(forms.Form):
    """How the assignment ended, and the closing word to the client (C7)."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What the client hears"),
        help_text=_("Why it ends, and what the search has found. The client can read this."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
