"""Gestures, rhythms of contact, and who called first: what is asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.money import Currency
from processes.came_by import MovedOn
from processes.models import Candidacy, Gesture

LONGEST_RHYTHM = 104  # weeks
OLDEST = timedelta(days=2 * 366)


class RhythmForm(forms.Form):
    """Every so many weeks; empty: as the agency does."""

    weeks = forms.IntegerField(
        label=_("A word from us every so many weeks"),
        required=False,
        min_value=1,
        max_value=LONGEST_RHYTHM,
    )

    def __init__(self, *args: Any, agencys: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weeks"].help_text = _t("Empty: the agency's rhythm, %(weeks)d weeks.") % {
            "weeks": agencys
        }


class GestureForm(forms.ModelForm):  # type: ignore[type-arg]
    """Cake, book, bottle; what it cost may stay empty."""

    candidacy = forms.ModelChoiceField(
        label=_("For which placement"), queryset=Candidacy.objects.none(), required=False
    )

    class Meta:
        model = Gesture
        fields = ["what", "given_on", "cost", "currency"]
        widgets = {"given_on": DayInput}

    def __init__(
        self,
        *args: Any,
        today: date,
        currency: str,
        placed: Iterable[Candidacy] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["cost"].min_value = 0  # type: ignore[attr-defined]
        self.fields["currency"].choices = Currency.choices  # type: ignore[attr-defined]
        self.initial.setdefault("given_on", today)
        self.initial.setdefault("currency", currency)
        roles = list(placed)
        field = self.fields["candidacy"]
        assert isinstance(field, forms.ModelChoiceField)
        if roles:
            field.queryset = Candidacy.objects.filter(pk__in=[one.pk for one in roles])
            names = [(one.pk, f"{one.assignment.title}, {one.assignment.client}") for one in roles]
            field.choices = [("", _t("none")), *names]
            self.initial.setdefault("candidacy", roles[0].pk)
        else:
            del self.fields["candidacy"]

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > self.today:
            raise forms.ValidationError(_t("This day is still to come. Note it once it is given."))
        if day < self.today - OLDEST:
            raise forms.ValidationError(_t("This day is more than two years ago."))
        return day

    def clean_cost(self) -> Any:
        cost = self.cleaned_data["cost"]
        if cost is not None and cost < 0:
            raise forms.ValidationError(_t("It costs nothing at the least."))
        return cost

    def clean(self) -> dict[str, Any]:
        """Of what has no cost the currency says nothing."""
        data = super().clean() or self.cleaned_data
        if data.get("cost") is None and "cost" not in self.errors:
            data["currency"] = ""
        return data


class MovingOnForm(forms.Form):
    """How we heard that somebody whom we placed wants to move on (A5)."""

    how = forms.ChoiceField(
        label=_("How did we hear of it?"), choices=MovedOn.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What they want next"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
