from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.forms.people import OneLineField
from accounts.models import User
from accounts.working_time import WorkingHours
from processes.forms.word_check import WordChecked
from processes.holding.preparing import drafted
from processes.models import Candidacy
from processes.words import Draft

A_YEAR = timedelta(days=366)


class HoldingWords(forms.Form):
    """Words to a candidate who waits, that name the day of the next one.

    ``drafted_for`` is the day that the words name: where somebody chooses another day and leaves
    the words as they were, they are drafted anew for it.
    """

    subject = OneLineField(label=_("Subject"), max_length=250)
    body = forms.CharField(label=_("Words"), widget=forms.Textarea(attrs={"rows": 12}))
    drafted_for = forms.DateField(widget=forms.HiddenInput, required=False)

    candidacy: Candidacy
    by: User
    now: datetime

    def clean_body(self) -> str:
        return str(self.cleaned_data["body"]).replace("\r\n", "\n")

    def drafted_on(self, day: date) -> Draft:
        return drafted(self.candidacy, next_on=day, by=self.by, at=self.now).draft

    def name_the_day(self, day: date) -> None:
        """Puts the chosen day into words that nobody has changed; refuses words that name another.

        To be called once everything else is clean.
        """
        typed = self.cleaned_data
        named: date | None = typed.get("drafted_for")
        if named is None or named == day or not (typed.get("subject") and typed.get("body")):
            return
        if (typed["subject"], typed["body"]) == tuple(self.drafted_on(named)):
            typed["subject"], typed["body"] = self.drafted_on(day)
            return
        with translation.override(self.candidacy.candidate.language):
            written = date_format(named, "LETTER_DAY_FORMAT")
        if written in typed["body"]:
            self.add_error("body", _("The words still name %(day)s.") % {"day": written})


class HoldingForm(WordChecked, HoldingWords):
    """A holding message: the day of the next word, and what the candidate reads (K3)."""

    checked_words = ("subject", "body")
    day = forms.DateField(label=_("Next word on"), widget=DayInput)
    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("day", "subject", "body")

    def __init__(
        self,
        data: Any = None,
        *,
        candidacy: Candidacy,
        hours: WorkingHours,
        by: User,
        now: datetime,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.candidacy, self.hours, self.by, self.now = candidacy, hours, by, now
        self.fields["body"].widget.attrs["autofocus"] = True

    def clean_day(self) -> date:
        return clean_day_of_next_word(self.cleaned_data["day"], self.hours, self.now)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("day"):
            self.name_the_day(typed["day"])
        return typed

    def as_written(self) -> dict[str, Any]:
        """The words and their day, once they are valid, and which version was changed."""
        typed = self.cleaned_data
        return {
            "subject": typed["subject"],
            "body": typed["body"],
            "next_on": typed["day"],
            "read": typed["read"] or 0,
        }


def clean_day_of_next_word(day: date, hours: WorkingHours, now: datetime) -> date:
    """A working day to come, for somebody must be there to keep the promise."""
    today = hours.local_day(now)
    if day <= today:
        raise forms.ValidationError(_("The next word comes on a later day than today."))
    if day > today + A_YEAR:
        raise forms.ValidationError(_("This day is more than a year away."))
    if not hours.is_working_day(day):
        raise forms.ValidationError(_("Nobody works on this day."))
    return day
