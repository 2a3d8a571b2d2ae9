from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from clients.models import Contact
from processes.models import Assignment, Obstacle

A_YEAR = timedelta(days=366)
ANOTHER = "another"


def contacts_of(assignment: Assignment) -> QuerySet[Contact]:
    return assignment.client.contacts.active()


class ObstacleForm(forms.ModelForm[Obstacle]):
    """What stands in the way: evidence, effect, two ways to go on, and our advice (C6)."""

    told = forms.BooleanField(
        label=_("The client has heard it already"),
        required=False,
        help_text=_("Otherwise tell them today, however unpleasant."),
    )

    class Meta:
        model = Obstacle
        fields = (
            "kind",
            "title",
            "evidence",
            "effect",
            "option_one",
            "option_two",
            "proposal",
            "decision_wanted_on",
        )
        help_texts = {
            "effect": _("What it means for the search if nothing changes."),
            "option_two": _("Two ways to choose from make it easier to decide."),
            "proposal": _("Which way we would go, and why."),
        }
        widgets = {
            "evidence": forms.Textarea(attrs={"rows": 3}),
            "effect": forms.Textarea(attrs={"rows": 2}),
            "option_one": forms.Textarea(attrs={"rows": 2}),
            "option_two": forms.Textarea(attrs={"rows": 2}),
            "proposal": forms.Textarea(attrs={"rows": 3}),
            "decision_wanted_on": DayInput,
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_decision_wanted_on(self) -> date | None:
        day: date | None = self.cleaned_data["decision_wanted_on"]
        if day and day < self.today:
            raise forms.ValidationError(_t("This day lies in the past."))
        if day and day > self.today + A_YEAR:
            raise forms.ValidationError(_t("This day is more than a year away."))
        return day

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        ways = {name: typed.get(name) for name in ("option_one", "option_two")}
        if any(ways.values()):
            for name, way in ways.items():
                if not way and name not in self.errors:
                    self.add_error(name, _t("Name a second way as well, or none."))
        return typed


class DecisionForm(forms.Form):
    """Which of the two ways was chosen together, or what else."""

    way = forms.ChoiceField(label=_("What was decided together"), widget=forms.RadioSelect)
    decision = forms.CharField(
        label=_("In words"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, obstacle: Obstacle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = dict(zip(("one", "two"), obstacle.options, strict=False))
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)
        if self.ways:
            way.choices = [*self.ways.items(), (ANOTHER, _("Something else"))]
        else:
            del self.fields["way"]
            self.fields["decision"].label = _("What was decided together")
            self.fields["decision"].required = True

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("way") == ANOTHER and not typed.get("decision"):
            self.add_error("decision", _t("Write what was decided."))
        return typed

    @property
    def decided(self) -> str:
        """The way that was chosen, and what was said about it."""
        chosen = self.ways.get(self.cleaned_data.get("way", ""), "")
        return "\n".join(filter(None, [chosen, self.cleaned_data["decision"]]))


class OutcomeForm(forms.Form):
    outcome = forms.CharField(label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 3}))


class DismissalForm(forms.Form):
    """Why a proposed obstacle is none."""

    why = forms.CharField(label=_("Why it is none"), max_length=200)
