"""Lines of a schedule: added, moved, taken out; and why, once the client has it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from processes.models import Assignment, PlannedActivity
from processes.schedules.lines import Why

TWO_YEARS = timedelta(days=731)


class ChangeForm(forms.Form):
    """Why the schedule changes: asked where the client has it, and told with the next version."""

    why = forms.CharField(
        label=_("Why, in words for the client"),
        max_length=300,
        required=False,
        help_text=_(
            "The next version of the schedule says it. Not needed where you have agreed it."
        ),
    )
    agreed = forms.BooleanField(label=_("The client and we have agreed it"), required=False)

    def __init__(self, data: Any = None, *, assignment: Assignment, **options: Any) -> None:
        super().__init__(data, **options)
        self.assignment = assignment
        self.asks_why = assignment.schedule_versions.frozen().exists()
        if not self.asks_why:
            del self.fields["why"], self.fields["agreed"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.asks_why and "why" in data and not data["why"] and not data.get("agreed"):
            self.add_error("why", _t("The client has this schedule. Say why it changes."))
        return data

    @property
    def reason(self) -> Why:
        said = self.cleaned_data
        return Why(said.get("why", ""), agreed=said.get("agreed", False))

    def checked(self, day: date) -> date:
        """A day of this assignment. Raises ``ValidationError``."""
        if day < self.assignment.opened_on:
            raise forms.ValidationError(_t("This day lies before the order."))
        if day > self.assignment.opened_on + TWO_YEARS:
            raise forms.ValidationError(_t("This day is more than two years after the order."))
        return day


class MoveActivityForm(ChangeForm):
    """Another day for a line of the schedule."""

    due_on = forms.DateField(label=_("By"), widget=DayInput)

    field_order: tuple[str, ...] = ("due_on", "why", "agreed")

    def clean_due_on(self) -> date:
        return self.checked(self.cleaned_data["due_on"])


class ActivityForm(MoveActivityForm):
    """A line of the schedule: what, and by which day."""

    text = forms.CharField(
        label=_("Activity"), max_length=PlannedActivity._meta.get_field("text").max_length
    )

    field_order = ("text", "due_on", "why", "agreed")
