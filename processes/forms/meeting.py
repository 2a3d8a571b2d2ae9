from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import MomentInput
from accounts.web_addresses import WebAddressField
from processes.forms.feedback_day import checked, feedback_day
from processes.models import Candidacy, Meeting

TEN_YEARS = timedelta(days=3660)


class MovedMeetingForm(forms.ModelForm):  # type: ignore[type-arg]
    """Another time or place for a meeting that is booked."""

    class Meta:
        model = Meeting
        fields = ["starts_at", "ends_at", "place", "link"]
        field_classes = {"link": WebAddressField}
        widgets = {"starts_at": MomentInput, "ends_at": MomentInput}

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        refuse_other_times(self, self.at)
        if (starts := data.get("starts_at")) and starts <= self.at:
            self.add_error(
                "starts_at", _t("That has passed: a meeting is moved to a time to come.")
            )
        return data


def refuse_other_times(form: forms.ModelForm[Meeting], at: datetime) -> None:
    """A year that was mistyped, and an end before the start."""
    data = form.cleaned_data
    for name in ("starts_at", "ends_at"):
        if data.get(name) and not -TEN_YEARS < data[name] - at < TEN_YEARS:
            form.add_error(name, form.fields[name].error_messages["invalid"])
    starts, ends = data.get("starts_at"), data.get("ends_at")
    if starts and ends and ends <= starts:
        form.add_error("ends_at", _t("It ends before it starts."))


class MeetingForm(forms.ModelForm):  # type: ignore[type-arg]
    """A meeting to come; one in the past only if it took place."""

    held = forms.BooleanField(label=_("It has taken place already"), required=False)
    words = forms.CharField(
        label=_("What came of it"),
        required=False,
        help_text=_("Only for a meeting that has taken place."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    feedback_on = feedback_day()

    class Meta:
        model = Meeting
        fields = ["with_client", "contact", "starts_at", "ends_at", "place", "link"]
        labels = {"contact": _("Whom they meet")}
        field_classes = {"link": WebAddressField}
        widgets = {"starts_at": MomentInput, "ends_at": MomentInput}

    def __init__(self, *args: Any, candidacy: Candidacy, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.candidacy = at, candidacy
        people = candidacy.assignment.client.contacts.active()
        self.fields["contact"].queryset = people  # type: ignore[attr-defined]
        self.initial.setdefault("contact", candidacy.assignment.decider)

    def clean_feedback_on(self) -> date | None:
        return checked(self.cleaned_data["feedback_on"], self.at)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        refuse_other_times(self, self.at)
        starts, held = data.get("starts_at"), data.get("held")
        if starts and not held and starts <= self.at:
            self.add_error(
                "starts_at",
                _t("That has passed. If the meeting took place, tick “has taken place already”."),
            )
        if starts and held and starts > self.at:
            self.add_error(
                "starts_at", _t("A meeting that took place did not begin later than now.")
            )
        decider = self.candidacy.assignment.decider
        if data.get("with_client") and not (data.get("contact") or decider):
            self.add_error("contact", _t("Whom at the client do they meet?"))
        return data
