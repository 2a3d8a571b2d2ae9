from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from processes.models import Placement

ASKED = "asked"
TEN_YEARS = timedelta(days=3653)
GOES_ON, ENDS = ("extended", _("It goes on")), ("ends", _("It ends as agreed"))


class ExtensionForm(forms.Form):
    """Whether it goes on after its end, and until when, as both sides have agreed (A5)."""

    answer = forms.ChoiceField(
        label=_("What have they agreed?"), choices=[GOES_ON, ENDS], widget=forms.RadioSelect
    )
    until = forms.DateField(label=_("New last day, if it goes on"), required=False, widget=DayInput)

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.placement = placement

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        goes_on, until = data.get("answer") == "extended", data.get("until")
        if goes_on and "until" in data and until is None:
            self.add_error("until", _t("Until when does it go on?"))
        if until and not goes_on:
            self.add_error("until", _t("A new last day belongs to “It goes on”."))
        elif until and self.placement.ends_on and until <= self.placement.ends_on:
            self.add_error("until", _t("That is not after the end agreed so far."))
        elif until and self.placement.ends_on and until - self.placement.ends_on > TEN_YEARS:
            self.add_error("until", _t("Is that the right year?"))
        return data


class ExtensionSideForm(ExtensionForm):
    """What one side says; kept under seal until the other has answered, too (A5)."""

    answer = forms.ChoiceField(
        label=_("What do they say?"),
        choices=[(ASKED, _("We have asked, no answer yet")), GOES_ON, ENDS],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In their words"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
