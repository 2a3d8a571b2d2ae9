from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _t

from accounts.form_rendering import DayInput
from processes.forms.feedback_day import checked
from processes.models import OtherProcess


class OtherProcessForm(forms.ModelForm):  # type: ignore[type-arg]
    """What else a candidate considers: with whom, how far, and until when (K6)."""

    class Meta:
        model = OtherProcess
        fields = ["employer", "stage", "answers_on"]
        widgets = {"answers_on": DayInput}

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["employer"].help_text = _t("A name or a few words: “another agency's client”.")

    def clean_employer(self) -> str:
        return " ".join(self.cleaned_data["employer"].split())

    def clean_answers_on(self) -> date | None:
        """A day to come; one that has passed since it was noted may stay."""
        day: date | None = self.cleaned_data["answers_on"]
        known: date | None = self.initial.get("answers_on")
        return day if day and day == known else checked(day, self.now)
