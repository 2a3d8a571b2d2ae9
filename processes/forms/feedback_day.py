"""The day on which the client has agreed to say what it thinks: asked where its word is owed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput

A_YEAR = timedelta(days=366)


def feedback_day() -> forms.DateField:
    return forms.DateField(
        label=_("Client's feedback agreed for"),
        required=False,
        widget=DayInput,
        help_text=_("Empty: within two of their working days, or as agreed with this client."),
    )


def checked(day: date | None, now: datetime) -> date | None:
    """The day, unless it has passed or lies more than a year away."""
    if day and day < timezone.localtime(now).date():
        raise forms.ValidationError(_t("This day lies in the past."))
    if day and day > timezone.localtime(now + A_YEAR).date():
        raise forms.ValidationError(_t("This day is more than a year away."))
    return day


class StageForm(forms.Form):
    """What may come with a step on the board."""

    feedback_on = feedback_day()

    def __init__(self, data: object, *, now: datetime) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.now = now

    def clean_feedback_on(self) -> date | None:
        return checked(self.cleaned_data["feedback_on"], self.now)
