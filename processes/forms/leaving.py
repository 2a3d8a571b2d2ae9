from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.money import Currency, currency_of
from processes.models import Leaving, Placement, Promise
from processes.sides import Side
from processes.stages import Reason

# Why somebody leaves a job; the other reasons are about not getting it.
REASONS = [
    *(Reason.OTHER_OFFER, Reason.FIT, Reason.EXPERIENCE, Reason.MUST_HAVE, Reason.EMPLOYER),
    *(Reason.SALARY, Reason.REMOTE_WORK, Reason.RELOCATION, Reason.BENEFITS),
    *(Reason.NOT_INTERESTED, Reason.OTHER),
]


class LeavingForm(forms.Form):
    """Who ended it, when and why; and whether what we promised holds for it (A2)."""

    ended_by = forms.ChoiceField(
        label=_("Who ended it?"), choices=Side.choices, widget=forms.RadioSelect
    )
    left_on = forms.DateField(label=_("Last day"), widget=DayInput)
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", "---------"), *((one.value, one.label) for one in REASONS)]
    )
    words = forms.CharField(
        label=_("What happened"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays with us."),
    )
    guarantee_holds = forms.BooleanField(label="", required=False, initial=True)

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.placement = placement
        until = placement.guarantee_ends_on
        if until is None or not placement.is_guaranteed_on(until):
            del self.fields["guarantee_holds"]
            return
        said = {"day": date_format(until, "DATE_FORMAT")}
        tick = self.fields["guarantee_holds"]
        if placement.promise == Promise.REPLACEMENT:
            tick.label = _t("The guarantee holds: a new search opens now, free of charge")
        else:
            tick.label = _t("The guarantee holds: a share of the fee goes back")
        tick.help_text = _t("Promised until %(day)s; without effect for a later day.") % said

    def clean_left_on(self) -> date:
        day: date = self.cleaned_data["left_on"]
        if day < self.placement.starts_on:
            raise forms.ValidationError(_t("That lies before the start."))
        return day


class RefundForm(forms.Form):
    """What goes back to the client, and on which day."""

    amount = forms.DecimalField(label=_("Amount"), min_value=1, max_digits=12, decimal_places=2)
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    on = forms.DateField(label=_("Paid back on"), widget=DayInput)

    def __init__(self, *args: Any, leaving: Leaving, now: datetime, **kwargs: Any) -> None:
        placement = leaving.placement
        assignment = placement.candidacy.assignment
        kwargs["initial"] = {
            "amount": placement.refund,
            "currency": placement.currency or currency_of(assignment.client.country),
            "on": now.astimezone(assignment.zone).date(),
        }
        super().__init__(*args, **kwargs)
        percent = placement.refund_percent
        if percent is None:  # a new search was promised, and they agreed on money instead
            return
        if placement.refund is not None:
            said = _t("%(percent)s %% of the fee, as promised.") % {"percent": percent}
        else:
            said = _t("%(percent)s %% of the fee was promised.") % {"percent": percent}
        self.fields["amount"].help_text = said
