from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.form_rendering import DayInput
from accounts.places import COUNTRIES
from processes.models import Furthest, Purpose, RetentionRule
from processes.models.retention_rule import SAME

NOTICE = timedelta(days=14)  # between putting in force and the first closing, unless said otherwise
LONGEST_WHY = 1_000


class RetentionRuleForm(forms.ModelForm[RetentionRule]):
    """A draft: for whom, and for how many months after the last word."""

    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("Every country")), *COUNTRIES]
    )
    purpose = forms.ChoiceField(
        label=_("How they came to us"),
        required=False,
        choices=[("", pgettext_lazy("how they came to us", "Either way")), *Purpose.choices],
    )
    outcome = forms.ChoiceField(
        label=_("How far they came"),
        required=False,
        choices=[("", _("However far")), *Furthest.choices],
    )

    class Meta:
        model = RetentionRule
        fields = ["country", "purpose", "outcome", "months", "law"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        case = {name: data[name] for name in SAME if name in data}
        same = RetentionRule.objects.drafts().filter(**case).exclude(pk=self.instance.pk)
        if len(case) == len(SAME) and same.exists():
            self.add_error(None, _t("There is a draft for these people already. Change that one."))
        return data


class PuttingInForceForm(forms.Form):
    """From when on a rule may close somebody."""

    closes_from = forms.DateField(
        label=_("Close nobody before"),
        widget=DayInput,
        help_text=_("Until then everybody can be rung, or kept for a reason."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_closes_from(self) -> date:
        day: date = self.cleaned_data["closes_from"]
        if day <= self.today:
            raise forms.ValidationError(_t("From tomorrow on, at the earliest."))
        if day > self.today + timedelta(days=730):
            raise forms.ValidationError(_t("Within two years, please."))
        return day


class ReopeningForm(forms.Form):
    """Why somebody is needed again, and until when no rule closes them."""

    why = forms.CharField(
        label=_("Why"), max_length=LONGEST_WHY, widget=forms.Textarea(attrs={"rows": 3})
    )
    until = forms.DateField(label=_("Keep at least until"), widget=DayInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        if day <= self.today:
            raise forms.ValidationError(_t("Choose a day that is still to come."))
        if day > self.today + timedelta(days=3660):
            raise forms.ValidationError(_t("Within ten years, please."))
        return day


class ClosingForm(forms.Form):
    """Why a record is closed by hand."""

    why = forms.CharField(
        label=_("Why"), max_length=LONGEST_WHY, widget=forms.Textarea(attrs={"rows": 3})
    )
