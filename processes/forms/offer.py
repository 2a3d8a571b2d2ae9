from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.money import currency_of
from processes.models import Candidacy, Kind, Offer, OfferAnswer


class OfferForm(forms.ModelForm[Offer]):
    """What the client offers, from when, and until when they want to know."""

    class Meta:
        model = Offer
        fields = ["amount", "currency", "per", "pay", "starts_on", "answers_on"]
        widgets = {"starts_on": DayInput, "answers_on": DayInput}
        help_texts = {"answers_on": _("The client hears the answer on this day at the latest.")}

    def __init__(self, *args: Any, candidacy: Candidacy, now: datetime, **kwargs: Any) -> None:
        assignment = candidacy.assignment
        kwargs["initial"] = {
            "currency": assignment.pay_currency or currency_of(assignment.client.country),
            "per": assignment.pay_per or ("day" if assignment.kind == Kind.INTERIM else "month"),
            "starts_on": assignment.starts_on,
        }
        super().__init__(*args, **kwargs)
        self.today = now.astimezone(assignment.zone).date()
        for name in ("currency", "per"):
            self.fields[name].required = False

    def clean_answers_on(self) -> date | None:
        day: date | None = self.cleaned_data["answers_on"]
        if day and day < self.today:
            raise forms.ValidationError(_t("This day lies in the past."))
        return day

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("amount") is None:
            data["currency"] = data["per"] = ""
            if not data.get("pay") and "amount" not in self.errors:
                self.add_error("amount", _t("What is offered? An amount, or a few words."))
        else:
            for name, question in (
                ("currency", _t("In which currency?")),
                ("per", _t("For how much work?")),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, question)
        return data


class OfferAnswerForm(forms.Form):
    """What the candidate says to the offer."""

    answer = forms.ChoiceField(
        label=_("What do they say?"), choices=OfferAnswer.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In their words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays with us: the client does not see this."),
    )
    told = forms.BooleanField(
        label=_("The client has heard it already"),
        required=False,
        help_text=_("Otherwise it is owed today."),
    )
