from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.models import User
from processes import words
from processes.forms.holding import HoldingWords
from processes.forms.word_check import WordChecked
from processes.models import EventKind, FollowUp
from processes.models.holding_message import noon

A_YEAR = timedelta(days=366)
HOLDING = "holding"
TOLD = [
    (EventKind.CALLED.value, _("I have called them")),
    (EventKind.MAILED.value, _("I have written to them")),
]


class PuttingOffForm(WordChecked, HoldingWords):
    """A new day for a word, and how whoever waits hears of it; due when that day's work ends.

    Where nobody outside counts on it, why is all that is asked.
    """

    checked_words = ("subject", "body")
    day = forms.DateField(label=_("New day"), widget=DayInput(attrs={"autofocus": True}))
    how = forms.ChoiceField(
        label=_("How do they hear of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Whoever waits hears of it first. Choose how.")},
    )
    said = forms.CharField(label=_("What you told them"), max_length=400, required=False)
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    field_order = ("day", "how", "said", "subject", "body", "why")

    def __init__(self, data: Any = None, *, word: FollowUp, by: User, now: datetime) -> None:
        self.hours = word.owner.working_hours()
        tomorrow = self.hours.local_day(self.hours.add_days(now, 1))
        super().__init__(data, initial={"day": tomorrow})
        self.word, self.by, self.now = word, by, now
        self.holds = False
        if not word.needs_word:
            self._leave_out("how", "said", "subject", "body", "drafted_for")
            return
        self._leave_out("why")
        candidacy = word.candidacy if word.rule.owed == "candidate" else None
        if candidacy and candidacy.is_in_play and words.can_be_written_to(candidacy.candidate):
            self.holds, self.candidacy = True, candidacy
        else:
            self._leave_out("subject", "body", "drafted_for")
        how = self.fields["how"]
        assert isinstance(how, forms.ChoiceField)
        how.choices = [(HOLDING, _("By a holding message"))] * self.holds + TOLD
        how.initial = HOLDING if self.holds else None

    def begin(self) -> None:
        """Fills in the words for the day that is proposed."""
        day = self.initial["day"]
        subject, body = self.drafted_on(day)
        self.initial.update(subject=subject, body=body, drafted_for=day)

    def _leave_out(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        today = self.hours.local_day(self.now)
        if day > today + A_YEAR:
            raise forms.ValidationError(_("This day is more than a year away."))
        if self.due_on(day) <= self.now:
            raise forms.ValidationError(_("The new date lies in the past."))
        if self.word.needs_word and not self.hours.is_working_day(day):
            raise forms.ValidationError(_("Nobody works on this day."))
        return day

    def clean(self) -> dict[str, Any]:
        self.goes_out = self.cleaned_data.get("how") == HOLDING
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("how") != HOLDING:
            for name in ("subject", "body"):  # of no matter to whoever has told them already
                self.errors.pop(name, None)
            return typed
        day = typed.get("day")
        if day and day <= self.hours.local_day(self.now):
            self.add_error("day", _("The next word comes on a later day than today."))
        elif day:
            self.name_the_day(day)
        return typed

    def due_on(self, day: date) -> datetime:
        return self.hours.close_of_day(noon(day, self.word.owner), 0)

    @property
    def until(self) -> datetime:
        return self.due_on(self.cleaned_data["day"])
