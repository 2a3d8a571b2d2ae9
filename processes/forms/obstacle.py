from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from clients.models import Contact
from processes.models import Assignment, Obstacle


def contacts_of(assignment: Assignment) -> Any:
    return assignment.client.contacts.active()


class ObstacleForm(forms.ModelForm):  # type: ignore[type-arg]
    """What stands in the way: evidence, effect, and a proposal (C6)."""

    told = forms.BooleanField(
        label=_("The client has heard it already"),
        required=False,
        help_text=_("Otherwise tell them today, however unpleasant."),
    )

    class Meta:
        model = Obstacle
        fields = ["kind", "title", "evidence", "effect", "proposal", "decision_wanted_on"]
        widgets = {
            "evidence": forms.Textarea(attrs={"rows": 3}),
            "effect": forms.Textarea(attrs={"rows": 2}),
            "proposal": forms.Textarea(attrs={"rows": 3}),
            "decision_wanted_on": DayInput,
        }


class TellingForm(forms.Form):
    """Who at the client has heard of the obstacle."""

    contact = forms.ModelChoiceField(label=_("Who heard it"), queryset=Contact.objects.none())

    def __init__(self, *args: Any, assignment: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = contacts_of(assignment)  # type: ignore[attr-defined]
        self.fields["contact"].initial = assignment.decider


class DecisionForm(forms.Form):
    decision = forms.CharField(
        label=_("What was decided together"), widget=forms.Textarea(attrs={"rows": 3})
    )


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 3}))
