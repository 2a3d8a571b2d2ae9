from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.working_time import WorkingHours

A_YEAR = timedelta(days=366)


class PuttingOffForm(forms.Form):
    """A new day for a word, and why; it is due when that day's work ends."""

    day = forms.DateField(label=_("New day"), widget=DayInput(attrs={"autofocus": True}))
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, data: object = None, *, now: datetime, hours: WorkingHours) -> None:
        super().__init__(data, initial={"day": hours.local_day(hours.add_days(now, 1))})  # type: ignore[arg-type]
        self.now, self.hours = now, hours

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > timezone.localtime(self.now + A_YEAR).date():
            raise forms.ValidationError(_("This day is more than a year away."))
        if self.due_on(day) <= self.now:
            raise forms.ValidationError(_("The new date lies in the past."))
        return day

    def due_on(self, day: date) -> datetime:
        return self.hours.close_of_day(datetime.combine(day, time(12), self.hours.zone), 0)

    @property
    def until(self) -> datetime:
        return self.due_on(self.cleaned_data["day"])
