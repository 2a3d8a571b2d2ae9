from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import MomentInput
from accounts.models import User
from accounts.web_addresses import WebAddressField
from processes.forms.feedback_day import checked, feedback_day
from processes.forms.word_check import WordChecked
from processes.models import Candidacy, Meeting

TEN_YEARS = timedelta(days=3660)
LONGEST = 400  # of what is said about a meeting: the guide has one page
SAID = ["starts_at", "ends_at", "place", "link", "way_there", "agenda", "candidate_words"]


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST})


WIDGETS: dict[str, forms.Widget | type[forms.Widget]] = {
    "starts_at": MomentInput,
    "ends_at": MomentInput,
    "way_there": lines(2),
    "agenda": lines(2),
    "candidate_words": lines(2),
    "contacts": forms.CheckboxSelectMultiple(),
    "colleagues": forms.CheckboxSelectMultiple(),
}
LABELS = {
    "contact": _("Whom they meet"),
    "contacts": _("Who else of the client is there"),
    "colleagues": _("Who of us is there"),
    "starts_at": _("Starts"),
    "ends_at": _("Ends"),
    "agenda": _("What for"),
    "way_there": _("The way there"),
    "candidate_words": _("Words to the candidate alone"),
}
HELP = {
    "agenda": _("Everybody reads it: what it is about, and in which order."),
    "way_there": _("Door, floor, whom to ask for; parking, or the nearest stop."),
    "candidate_words": _("They stand in the candidate's letter, and nowhere else."),
}


class PeopleOfAMeeting(WordChecked, forms.ModelForm):  # type: ignore[type-arg]
    """Who is there, what is said of it, and whether they are told."""

    checked_words = ("agenda", "way_there", "candidate_words")
    tell = forms.BooleanField(required=False, initial=True)

    def __init__(
        self,
        *args: Any,
        candidacy: Candidacy,
        at: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.candidacy = at, candidacy
        people = candidacy.assignment.client.contacts.active()
        colleagues = User.objects.staff().filter(is_active=True).order_by("full_name", "pk")
        fields: dict[str, Any] = self.fields
        for name, rows in (("contact", people), ("contacts", people), ("colleagues", colleagues)):
            if name in fields:
                fields[name].queryset = rows

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        refuse_other_times(self, self.at)
        for name in ("agenda", "way_there", "candidate_words"):
            data[name] = "\n".join(line.rstrip() for line in data.get(name, "").splitlines())
            if len(data[name]) > LONGEST:
                said = _t("At most %(count)d characters: the guide has one page.")
                self.add_error(name, said % {"count": LONGEST})
        return data


class MovedMeetingForm(PeopleOfAMeeting):
    """Another time, place or company for a meeting that is booked."""

    tell = forms.BooleanField(
        label=_("Tell everybody concerned"),
        required=False,
        initial=True,
        help_text=_("A letter with a file that changes their calendars, to each once."),
    )

    class Meta:
        model = Meeting
        fields = [*SAID, "contact", "contacts", "colleagues"]
        labels, help_texts, widgets = LABELS, HELP, WIDGETS
        field_classes = {"link": WebAddressField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.with_client:
            del self.fields["contact"], self.fields["contacts"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "contact" in self.fields:  # somebody is asked about it afterwards
            data["contact"] = data.get("contact") or self.instance.contact
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


class MeetingForm(PeopleOfAMeeting):
    """A meeting to come; one in the past only if it took place."""

    tell = forms.BooleanField(
        label=_("Invite everybody"),
        required=False,
        initial=True,
        help_text=_(
            "A letter in each one's language, with a file for the calendar: to the client's "
            "people, the candidate, and whoever of us is there."
        ),
    )
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
        fields = ["with_client", "contact", "contacts", "colleagues", *SAID]
        labels, help_texts, widgets = LABELS, HELP, WIDGETS
        field_classes = {"link": WebAddressField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("contact", self.candidacy.assignment.decider)

    def clean_feedback_on(self) -> date | None:
        return checked(self.cleaned_data["feedback_on"], self.at)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
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


class CancelMeetingForm(forms.Form):
    """A meeting that does not take place."""

    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For us: it stands on the timeline and in no letter."),
    )
    tell = forms.BooleanField(
        label=_("Tell everybody invited"),
        required=False,
        initial=True,
        help_text=_("A letter with a file that takes it out of their calendars, to each once."),
    )
