from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import MomentInput
from clients.models import Contact
from processes.forms.obstacle import contacts_of
from processes.models import EventKind, Obstacle


class TellingForm(forms.Form):
    """Who at the client has heard of the obstacle, on the phone or in a meeting."""

    contact = forms.ModelChoiceField(
        label=_("Who heard it"), queryset=Contact.objects.none(), empty_label=""
    )
    how = forms.ChoiceField(
        label=_("How"),
        choices=[
            (EventKind.CALLED, _("On the phone")),
            (EventKind.MET, _("In a meeting")),
            ("no_answer", _("Rang, no answer")),
        ],
        widget=forms.RadioSelect,
        initial=EventKind.CALLED,
    )
    text = forms.CharField(
        label=_("What was said"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    at = forms.DateTimeField(
        label=_("When"), widget=MomentInput, required=False, help_text=_("Empty: just now.")
    )

    def __init__(self, *args: Any, obstacle: Obstacle, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.obstacle, self.now = obstacle, now
        contact = self.fields["contact"]
        assert isinstance(contact, forms.ModelChoiceField)
        contact.queryset = contacts_of(obstacle.assignment)
        contact.initial = obstacle.assignment.decider or obstacle.assignment.ordered_by

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"] or self.now
        if at > self.now:
            raise forms.ValidationError(_t("This lies in the future."))
        if at < self.obstacle.found_at.replace(second=0, microsecond=0):
            raise forms.ValidationError(_t("The obstacle was not known then."))
        return max(at, self.obstacle.found_at)


class TellingLetterForm(forms.Form):
    """The letter that tells it: a draft in the reader's language, to be read and edited."""

    subject = forms.CharField(label=_("Subject"), max_length=250)
    body = forms.CharField(label=_("Letter"), widget=forms.Textarea(attrs={"rows": 18}))

    def clean_subject(self) -> str:
        """What was pasted may have several lines; a header has one."""
        return " ".join(self.cleaned_data["subject"].split())
