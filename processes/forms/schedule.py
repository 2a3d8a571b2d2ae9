from __future__ import annotations

from django import forms

from accounts.form_rendering import DayInput
from processes.models import PlannedActivity


class ActivityForm(forms.ModelForm):  # type: ignore[type-arg]
    """A line of the schedule: what, and by which day."""

    class Meta:
        model = PlannedActivity
        fields = ["text", "due_on"]
        widgets = {"due_on": DayInput}


class MoveActivityForm(forms.ModelForm):  # type: ignore[type-arg]
    """Another day for a line of the schedule."""

    class Meta:
        model = PlannedActivity
        fields = ["due_on"]
        widgets = {"due_on": DayInput}
