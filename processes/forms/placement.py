from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.form_rendering import DayInput
from accounts.money import as_typed, currency_of
from processes.models import Candidacy, Contract, Placement, Promise, TrialDefault
from processes.models.placement import usual_contract
from processes.models.placement_terms import MONEY
from processes.terms_in_words import money_line
from processes.usual_terms import UsualTerms, usual_terms

DAYS = ("signed_on", "starts_on", "ends_on", "trial_ends_on", "guarantee_ends_on")
OF_EMPLOYMENTS = ("fee", "fee_percent", "yearly_pay")
OF_CONSULTANTS = ("consultant_rate", "client_rate")
FIFTY_YEARS = timedelta(days=18263)


class PlacementForm(forms.ModelForm[Placement]):
    """Signed: contract, days, what we promised, and the money for those who may see it (A2).

    A trial period or guarantee that is left empty is the usual one of the contract; ``usual`` says
    which that is as soon as the contract and the start are known. Terms that are only changed
    (``candidacy.placement``) stay as empty as they are.
    """

    no_trial = forms.BooleanField(label=_("No trial period"), required=False)
    longer_trial = forms.BooleanField(
        label=_("The longer trial period is agreed all the same"),
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Placement
        fields = [
            *("contract", "signed_on", "starts_on", "ends_on", "trial_ends_on"),
            *("promise", "guarantee_ends_on", "refund_percent", *MONEY, "terms"),
        ]
        labels = {
            "fee_percent": _("Or in percent"),
            "yearly_pay": _("Of a year's pay"),
            "refund_percent": _("Share of the fee, in percent"),
        }
        widgets = dict.fromkeys(DAYS, DayInput) | {"contract": forms.RadioSelect}

    def __init__(
        self, *args: Any, candidacy: Candidacy, now: datetime, money: bool, **kwargs: Any
    ) -> None:
        assignment = candidacy.assignment
        placed: Placement | None = kwargs.get("instance")
        self.is_new = placed is None
        self.country = assignment.client.country
        self.today = now.astimezone(assignment.zone).date()
        offer = candidacy.offers.standing().first()
        signed_at = offer.signed_at if offer else None
        self.signed = signed_at.astimezone(assignment.zone).date() if signed_at else None
        if self.is_new:
            kwargs["initial"] = {
                "contract": usual_contract(candidacy, None),
                "signed_on": self.signed or self.today,
                "starts_on": (offer and offer.starts_on) or assignment.starts_on,
                "currency": currency_of(self.country),
            }
        super().__init__(*args, **kwargs)
        self.fields["contract"].choices = Contract.choices  # type: ignore[attr-defined]
        promises = self.fields["promise"]
        unsaid = _("As usual") if self.is_new else _("Not said")
        promises.choices = [("", unsaid), *Promise.choices]  # type: ignore[attr-defined]
        self.sees_money = money
        if not money:
            for name in MONEY:
                del self.fields[name]
        for name in MONEY:
            if isinstance(value := self.initial.get(name), Decimal):
                self.initial[name] = as_typed(value)
        if not self.is_new:
            del self.fields["no_trial"]
        self.usual: UsualTerms | None = None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in DAYS:
            if data.get(name) and abs(data[name] - self.today) > FIFTY_YEARS:
                self.add_error(name, _t("Is that the right year?"))
        starts, contract = data.get("starts_on"), data.get("contract")
        if starts:
            self._check_days(starts, data)
        if contract == Contract.PERMANENT:
            data["ends_on"] = None
            self.errors.pop("ends_on", None)
        elif contract and self._misses("ends_on"):
            self.add_error("ends_on", _t("Until when does the contract run?"))
        if starts and contract:
            self._fill_in(starts, contract, data)
        if self.sees_money:
            self._check_money(data)
        return data

    def _check_days(self, starts: date, data: dict[str, Any]) -> None:
        for name in ("ends_on", "trial_ends_on", "guarantee_ends_on"):
            if data.get(name) and data[name] < starts:
                self.add_error(name, _t("That lies before the start."))
        signed = data.get("signed_on") or self.signed
        if signed and starts < signed:
            said = {"day": date_format(signed, "DATE_FORMAT")}
            self.add_error("starts_on", _t("Nobody starts before signing, on %(day)s.") % said)
        if data.get("signed_on") and data["signed_on"] > self.today:
            self.add_error("signed_on", _t("That day has not come yet."))

    def _fill_in(self, starts: date, contract: str, data: dict[str, Any]) -> None:
        ends = data.get("ends_on")
        self.usual = usual = usual_terms(self.country, contract, starts_on=starts, ends_on=ends)
        if data.get("no_trial"):
            if data.get("trial_ends_on"):
                self.add_error("trial_ends_on", _t("Either no trial period, or its last day."))
        elif self.is_new and not data.get("trial_ends_on"):
            data["trial_ends_on"] = usual.trial_ends_on
        trial = data.get("trial_ends_on")
        if trial and usual.trial and usual.trial.is_too_long(starts, trial):
            self._ask_about_trial(usual.trial, data)
        if self.is_new and not data.get("promise"):
            data["promise"], data["refund_percent"] = usual.promise, usual.refund_percent
        if data.get("promise") in {"", Promise.NONE}:
            data["guarantee_ends_on"] = None
        elif self.is_new and not data.get("guarantee_ends_on"):
            data["guarantee_ends_on"] = usual.guarantee_ends_on
        if data.get("promise") not in {None, "", Promise.NONE} and self._misses(
            "guarantee_ends_on"
        ):
            self.add_error("guarantee_ends_on", _t("Until when is it promised?"))
        if data.get("promise") != Promise.REFUND:
            data["refund_percent"] = None
        elif self._misses("refund_percent"):
            self.add_error("refund_percent", _t("Which share of the fee is it?"))

    def _ask_about_trial(self, usual: TrialDefault, data: dict[str, Any]) -> None:
        """Longer than the law or the custom: asked once, and taken on a tick."""
        longest = usual.longest or 0
        tick = forms.CheckboxInput()
        tick.is_required = False
        self.fields["longer_trial"].widget = tick
        if data.get("longer_trial"):
            return
        if longest:
            said = ngettext(
                "More than %(count)d month is more than usual there.",
                "More than %(count)d months is more than usual there.",
                longest,
            ) % {"count": longest}
        else:
            said = _t("Such a contract usually has no trial period there.")
        law = _t("It comes from %(law)s.") % {"law": usual.law} if usual.law else ""
        asks = _t("If it is agreed all the same, tick so below.")
        self.add_error("trial_ends_on", " ".join(filter(None, [said, law, asks])))

    def _check_money(self, data: dict[str, Any]) -> None:
        """What belongs to another contract is left out; a percentage needs a year's pay."""
        consultant = data.get("contract") == Contract.CONSULTANT
        for name in OF_EMPLOYMENTS if consultant else OF_CONSULTANTS:
            data[name] = None
            self.errors.pop(name, None)
        if data.get("fee") is not None and data.get("fee_percent") is not None:
            self.add_error("fee_percent", _t("Either an amount, or a percentage."))
        elif data.get("fee_percent") is not None and self._misses("yearly_pay"):
            self.add_error("yearly_pay", _t("A percentage of which pay?"))
        pays, gets = data.get("client_rate"), data.get("consultant_rate")
        if pays is not None and gets is not None and pays < gets:
            self.add_error("client_rate", _t("The client would pay less than the consultant gets."))
        amounts = (*OF_EMPLOYMENTS[::2], *OF_CONSULTANTS)
        typed = any(data.get(name) is not None for name in amounts)
        if typed and self._misses("currency"):
            self.add_error("currency", _t("In which currency?"))
        if not typed:
            data["currency"] = ""

    def _misses(self, name: str) -> bool:
        """Left empty, and not refused for something else already."""
        return not self.cleaned_data.get(name) and name not in self.errors

    def terms(self) -> dict[str, Any]:
        """What was agreed, for the verbs."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.fields}

    @property
    def promised(self) -> str:
        """What the guarantee promises, in words."""
        promise = self.cleaned_data.get("promise")
        return str(Promise(promise).label) if promise else ""

    @property
    def money_line(self) -> tuple[str, str] | None:
        """What the fee or the rates come to: a label and an amount; None where they say nothing."""
        if not self.sees_money or not self.cleaned_data.get("currency"):
            return None
        amounts = ("fee", "fee_percent", "yearly_pay", "consultant_rate", "client_rate")
        terms = Placement(**{name: self.cleaned_data.get(name) for name in amounts})
        return money_line(terms, self.cleaned_data["currency"])
