from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.form_rendering import DayInput, MomentInput
from clients.models import Contact
from processes.forms.feedback_day import checked
from processes.models import Candidacy, Meeting
from processes.sides import Side

TEN_YEARS = timedelta(days=3660)
SCALE = [(n, str(n)) for n in range(1, 6)]
WORDS = ("warmed", "cooled", "next_step", "confidential")


def interest(label: Any, *, required: bool, help_text: Any = "") -> forms.TypedChoiceField:
    """1 to 5 in one line; where it may be left out, so may the answer be taken back."""
    nothing = [] if required else [("", pgettext_lazy("interest before", "not known"))]
    return forms.TypedChoiceField(
        label=label,
        choices=[*SCALE, *nothing],
        coerce=int,
        empty_value=None,
        required=required,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def words(label: Any, rows: int = 2, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class DebriefForm(forms.Form):
    """What one side says on the phone after the meeting (K5); the fewest questions that tell."""

    contact = forms.ModelChoiceField(
        label=_("Who said it"), queryset=Contact.objects.none(), empty_label=""
    )
    before = interest(_("Interest before the meeting"), required=False)
    after = interest(_("Interest now"), required=True, help_text=_("1 is low, 5 is high."))
    warmed = words(_("What warmed it"))
    cooled = words(_("What cooled it"))
    next_step = words(_("Next step"))
    employer = forms.CharField(label=_("What else is going on"), max_length=160, required=False)
    answers_on = forms.DateField(label=_("They answer it on"), required=False, widget=DayInput)
    answer = words(_("Their word on the candidate"))
    confidential = words(
        _("Said in confidence"), help_text=_("Stays with us; the other side never sees it.")
    )
    at = forms.DateTimeField(
        label=_("When"), widget=MomentInput, required=False, help_text=_("Empty: just now.")
    )

    def __init__(
        self,
        *args: Any,
        candidacy: Candidacy,
        side: Side,
        meeting: Meeting | None,
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.meeting, self.side = now, meeting, side
        if side == Side.CANDIDATE:
            for name in ("contact", "answer"):
                del self.fields[name]
            self.initial.setdefault("before", candidacy.interest or "")
            return
        for name in ("employer", "answers_on"):
            del self.fields[name]
        contact = self.fields["contact"]
        assert isinstance(contact, forms.ModelChoiceField)
        contact.queryset = candidacy.assignment.client.contacts.active()
        met = meeting.contact_id if meeting else None
        self.initial.setdefault("contact", met or candidacy.assignment.decider_id)
        self.initial.setdefault("before", candidacy.client_interest or "")
        self.fields["answer"].help_text = _t(
            "Is kept as the client's answer; %(name)s then waits for your call."
        ) % {"name": candidacy.candidate.first_name}

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"] or self.now
        if at > self.now:
            raise forms.ValidationError(_t("This lies in the future."))
        if at < self.now - TEN_YEARS:  # a year that was mistyped
            raise forms.ValidationError(self.fields["at"].error_messages["invalid"])
        if self.meeting and at < self.meeting.starts_at:
            raise forms.ValidationError(_t("The meeting had not begun then."))
        return at

    def clean_answers_on(self) -> date | None:
        return checked(self.cleaned_data["answers_on"], self.now)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answers_on") and not data.get("employer") and "employer" not in self.errors:
            self.add_error("employer", _t("Which process is it? A few words are enough."))
        return data

    def said(self) -> dict[str, Any]:
        """What the debrief itself is made of."""
        names = ("before", "after", *WORDS, "contact", "answer")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
