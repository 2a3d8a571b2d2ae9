from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import MomentInput
from clients.models import Contact
from processes.forms.obstacle import contacts_of
from processes.models import Assignment, EventKind, Obstacle


class HeardForm(forms.Form):
    """Who at the client has heard of something, on the phone or in a meeting."""

    not_known_then: str | Promise = _("This was not known then.")

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

    def __init__(
        self, *args: Any, assignment: Assignment, known_at: datetime, now: datetime, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known_at, self.now = known_at, now
        contact = self.fields["contact"]
        assert isinstance(contact, forms.ModelChoiceField)
        contact.queryset = contacts_of(assignment)
        contact.initial = assignment.decider or assignment.ordered_by

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"] or self.now
        if at > self.now:
            raise forms.ValidationError(_t("This lies in the future."))
        if at < self.known_at.replace(second=0, microsecond=0):
            raise forms.ValidationError(str(self.not_known_then))
        return max(at, self.known_at)


class TellingForm(HeardForm):
    """Who has heard of an obstacle."""

    not_known_then = _("The obstacle was not known then.")

    def __init__(self, *args: Any, obstacle: Obstacle, now: datetime, **kwargs: Any) -> None:
        super().__init__(
            *args, assignment=obstacle.assignment, known_at=obstacle.found_at, now=now, **kwargs
        )


class TellingLetterForm(forms.Form):
    """The letter that tells it: a draft in the reader's language, to be read and edited."""

    subject = forms.CharField(label=_("Subject"), max_length=250)
    body = forms.CharField(label=_("Letter"), widget=forms.Textarea(attrs={"rows": 18}))

    def clean_subject(self) -> str:
        """What was pasted may have several lines; a header has one."""
        return " ".join(self.cleaned_data["subject"].split())
