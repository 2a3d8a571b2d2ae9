from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from processes.models import GuaranteeDefault, Promise, TrialDefault


class TrialForm(forms.ModelForm[TrialDefault]):
    """How long a trial period usually is for one kind of contract in one country."""

    class Meta:
        model = TrialDefault
        fields = [
            *("country", "contract", "bound", "months_of_contract", "months", "longest", "law"),
        ]
        labels = {"bound": _("For contracts")}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        longest, usual = data.get("longest"), data.get("months")
        if longest is not None and usual is not None and longest < usual:
            self.add_error("longest", _t("The usual trial period would already be too long."))
        names = ("country", "contract", "months_of_contract")
        same = TrialDefault.objects.filter(**{name: data[name] for name in names if name in data})
        typed = all(name in data for name in names)
        if typed and same.exclude(pk=self.instance.pk).exists():
            self.add_error("months_of_contract", _t("There is such a line already."))
        return data


class GuaranteeForm(forms.ModelForm[GuaranteeDefault]):
    """For how long the agency answers for a placement, and what it promises."""

    class Meta:
        model = GuaranteeDefault
        fields = ["months", "promise", "refund_percent"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("promise") != Promise.REFUND:
            data["refund_percent"] = None
        elif not data.get("refund_percent") and "refund_percent" not in self.errors:
            self.add_error("refund_percent", _t("Which share of the fee is it?"))
        if data.get("promise") not in {None, Promise.NONE} and data.get("months") == 0:
            self.add_error("months", _t("For how long is it promised?"))
        return data
