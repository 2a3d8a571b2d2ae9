"""What is asked when somebody agrees to be presented, and when they are told what we keep."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import MomentInput
from candidates.models import NoticeHow
from clients.models import Contact
from processes.forms.feedback_day import checked, feedback_day
from processes.models import Candidacy, ConsentHow
from processes.stages import Stage

LONGEST = 1000
# What was said before it was kept here is written down by migrations and imports alone.
CONSENT_NOW = [(how.value, how.label) for how in ConsentHow if how != ConsentHow.BEFORE]
BY_ITSELF = {NoticeHow.BEFORE, NoticeHow.APPLYING}  # said by nobody who fills in a form here
NOTICE_NOW = [(how.value, how.label) for how in NoticeHow if how not in BY_ITSELF]


class SaidForm(forms.Form):
    """How somebody heard or said something, and when."""

    how = forms.ChoiceField(label=_("How"), choices=NOTICE_NOW, widget=forms.RadioSelect)
    at = forms.DateTimeField(
        label=_("When"), widget=MomentInput, required=False, help_text=_("Empty: just now.")
    )
    words = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, now: datetime, since: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.since = now, since

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"] or self.now
        if at > self.now:
            raise forms.ValidationError(_t("This lies in the future."))
        if at < self.since.replace(second=0, microsecond=0):
            raise forms.ValidationError(_t("That is before they were known here."))
        return max(at, self.since)


class NoticeForm(SaidForm):
    """They were told what we keep of them, where it came from, and why."""


class ConsentForm(SaidForm):
    """They agree to be presented to this client; with it, what is lacking before they may be."""

    feedback_on = feedback_day()
    notice = forms.BooleanField(
        label=_("They know what we keep of them, where we have it from, and why"),
        required=True,
        error_messages={
            "required": _("Their data came from elsewhere: tell them first, then tick this.")
        },
    )

    def __init__(self, *args: Any, candidacy: Candidacy, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, since=candidacy.added_at, **kwargs)
        self.candidacy = candidacy
        self.fields["how"].choices = CONSENT_NOW  # type: ignore[attr-defined]
        if stage != Stage.PRESENTED:
            del self.fields["feedback_on"]
        if not candidacy.lacks_privacy_notice():
            del self.fields["notice"]
        if not candidacy.lacks_consent():  # only the notice is lacking
            del self.fields["words"]

    def clean_feedback_on(self) -> date | None:
        return checked(self.cleaned_data["feedback_on"], self.now)


class ConsentBackForm(forms.Form):
    """They do not want to be presented any more."""

    words = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ContactAgreementForm(forms.Form):
    """Who at the client agreed that we may speak with its own candidate."""

    contact = forms.ModelChoiceField(
        label=_("Who agreed to it"), queryset=Contact.objects.none(), empty_label=""
    )

    def __init__(self, *args: Any, candidacy: Candidacy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = candidacy.assignment.client.contacts.active()
        self.fields["contact"].queryset = people  # type: ignore[attr-defined]
