"""What a brief is asked beside title, people and dates: pay, place, offers, who else searches."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from accounts.money import PaidPer, as_typed, currency_of
from candidates.motivators import Motivator
from clients.models import Client
from processes.models import Assignment, DatesEffect, Known
from processes.models.brief import MOST_REMOTE_DAYS

COLUMNS = (
    *("brief", "place", "remote_days", "pay", "pay_from", "pay_to", "pay_currency", "pay_per"),
    *("competition", "other_agencies", "own_search", "internal_candidate", "internal_words"),
    "came_by",
)
LONGEST_OFFER = 200
NOT_ASKED = ("", pgettext_lazy("answer", "Not asked yet"))
EXAMPLES = {
    Motivator.DEVELOPMENT: _("A step up within two years, a week of courses a year …"),
    Motivator.TECHNOLOGY: _("The newest tools, a system that is being built …"),
    Motivator.FLEXIBILITY: _("Two days at home, hours of one's own …"),
    Motivator.BENEFITS: _("Pension, a car, six weeks of holiday …"),
    Motivator.PURPOSE: _("Power for half a million homes …"),
}


class BriefFields(forms.ModelForm):  # type: ignore[type-arg]
    """The columns of a brief; ``offers`` is asked line by line, one for each motivator."""

    class Meta:
        model = Assignment
        fields: tuple[str, ...] = COLUMNS
        widgets = {
            "brief": forms.Textarea(attrs={"rows": 7}),
            "competition": forms.Textarea(attrs={"rows": 2}),
            "internal_words": forms.Textarea(attrs={"rows": 2}),
            "own_search": forms.RadioSelect,
            "internal_candidate": forms.RadioSelect,
            "came_by": forms.RadioSelect,
            "pay_from": forms.NumberInput(attrs={"inputmode": "decimal", "min": 0}),
            "pay_to": forms.NumberInput(attrs={"inputmode": "decimal", "min": 0}),
            "other_agencies": forms.NumberInput(attrs={"inputmode": "numeric", "min": 0}),
        }
        labels = {
            "brief": _("What else did they say?"),
            "pay_from": pgettext_lazy("pay", "From"),
            "pay_to": _("Up to"),
            "pay_per": pgettext_lazy("paid", "Per"),
            "pay": _("Remark on the pay"),
            "other_agencies": _("How many other agencies?"),
            "own_search": _("Does the client search by itself, too?"),
            "competition": _("What do we know of them?"),
            "internal_candidate": _("Does somebody at the client want the job?"),
            "internal_words": _("Who, and what is agreed about them?"),
        }
        help_texts = {
            "brief": _("Tasks, team, why the job is free. Only the agency reads it."),
            "pay": _("Commission, a car, nights: what the numbers do not say."),
            "other_agencies": _("0 where we are the only one; empty while nobody has asked."),
        }

    def __init__(self, *args: Any, client: Client | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in ("own_search", "internal_candidate"):
            fields[name].choices = [*Known.choices, NOT_ASKED]
        if "came_by" in fields:
            fields["came_by"].choices = [one for one in fields["came_by"].choices if one[0]]
        fields["remote_days"] = forms.TypedChoiceField(
            label=_("Days a week at home"),
            choices=[NOT_ASKED, *remote_choices()],
            coerce=int,
            empty_value=None,
            required=False,
        )
        fields["pay_per"].choices = [("", "–"), *PaidPer.choices]
        fields["pay_currency"].choices = [
            ("", "–"),
            *(one for one in fields["pay_currency"].choices if one[0]),
        ]
        self.prepare_pay(client)
        for name in Motivator.values:
            fields[offer_field(name)] = forms.CharField(
                label=Motivator(name).label,
                required=False,
                max_length=LONGEST_OFFER,
                widget=forms.TextInput(attrs={"placeholder": EXAMPLES[Motivator(name)]}),
            )
            offered = (self.instance.offers or {}).get(name, "")
            self.initial.setdefault(offer_field(name), offered)

    def prepare_pay(self, client: Client | None) -> None:
        """Numbers as somebody would type them, in the money of the client's country."""
        for name in ("pay_from", "pay_to"):
            if isinstance(amount := self.initial.get(name), Decimal):
                self.initial[name] = as_typed(amount)
        if client:
            self.initial["pay_currency"] = self.initial.get("pay_currency") or currency_of(
                client.country
            )
        self.initial["pay_per"] = self.initial.get("pay_per") or PaidPer.MONTH

    @property
    def offers(self) -> list[forms.BoundField]:
        """The lines for what the client offers, in the order of the list."""
        return [self[offer_field(name)] for name in Motivator.values]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        typed = {name: data.pop(offer_field(name), "") for name in Motivator.values}
        data["offers"] = {name: " ".join(said.split()) for name, said in typed.items() if said}
        refuse_wrong_pay(self, data)
        return data


class TellsDates(forms.Form):
    """What a change does to the agreed dates: the first thing that a client asks."""

    only_corrected = forms.BooleanField(
        label=_("Only a correction: what we look for is the same"), required=False
    )
    dates_effect = forms.ChoiceField(
        label=_("What does the change do to the agreed dates?"),
        choices=DatesEffect.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=DatesEffect.OPEN,
        help_text=_(
            "The client reads it with the change: in your letter, the weekly report, the portal."
        ),
    )
    dates_words = forms.CharField(
        label=_("Which dates, and why?"),
        max_length=200,
        required=False,
        widget=forms.TextInput(
            attrs={"placeholder": _("The presentation moves by a week, to 9 December.")}
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("dates_effect") == DatesEffect.MOVE and not data.get("dates_words"):
            self.add_error("dates_words", _t("Say which day moves, and to when."))
        return data


def offer_field(motivator: str) -> str:
    return f"offers_{motivator}"


def remote_choices() -> list[tuple[int, Any]]:
    return [
        (0, _("None")),
        *(
            (days, ngettext_lazy("%(days)d day", "%(days)d days", "days") % {"days": days})
            for days in range(1, MOST_REMOTE_DAYS)
        ),
        (MOST_REMOTE_DAYS, _("All of it")),
    ]


def refuse_wrong_pay(form: forms.BaseForm, data: dict[str, Any]) -> None:
    """From less to more, in a currency, for an amount of work; else a number says nothing."""
    if not {"pay_from", "pay_to"} <= data.keys():
        return  # refused already
    low: Decimal | None = data.get("pay_from")
    high: Decimal | None = data.get("pay_to")
    for name, amount in (("pay_from", low), ("pay_to", high)):
        if amount is not None and amount <= 0:
            form.add_error(name, _t("Pay is more than nothing."))
    if low and high and high < low:
        form.add_error("pay_to", _t("This is less than where it begins."))
    if low is None and high is None:  # a currency alone says nothing
        data["pay_currency"] = data["pay_per"] = ""
        return
    for name, missing in (
        ("pay_currency", _t("In which currency?")),
        ("pay_per", _t("A month, a year, a day or an hour?")),
    ):
        if name in form.fields and name not in form.errors and not data.get(name):
            form.add_error(name, missing)
