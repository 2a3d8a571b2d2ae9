from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import ClockInput, TimeZoneSelect
from clients.models import Contact
from processes.models import ReportSchedule

HOW = [
    ("no", _("By itself at the set time, unless somebody stops it")),
    ("yes", _("Only after a recruiter has approved it")),
]


class ReportScheduleForm(forms.ModelForm):  # type: ignore[type-arg]
    """When, to whom and how weekly reports go out."""

    needs_approval = forms.TypedChoiceField(
        label=_("How it goes out"),
        choices=HOW,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    is_paused = forms.BooleanField(
        label=_("Paused"),
        required=False,
        help_text=_("No new drafts; those that are there wait for approval."),
    )

    class Meta:
        model = ReportSchedule
        fields = ["weekday", "time", "time_zone", "needs_approval", "recipients", "is_paused"]
        widgets = {
            "time": ClockInput,
            "time_zone": TimeZoneSelect,
            "recipients": forms.CheckboxSelectMultiple,
        }
        error_messages = {
            "recipients": {
                "invalid_choice": _(
                    "A recipient must be a contact of that client who works there."
                ),
                "invalid_pk_value": _("A recipient must be a contact of that client."),
            },
            "time": {"invalid": _("Write a time as 15:00.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schedule = self.instance
        self.initial["needs_approval"] = "yes" if schedule.needs_approval else "no"
        client = schedule.client or (schedule.assignment.client if schedule.assignment else None)
        if client is None:
            del self.fields["recipients"]
            return
        field = self.fields["recipients"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Contact.objects.active().filter(client=client).exclude(email="")
        field.label_from_instance = named  # type: ignore[method-assign,assignment]

    def save_and_take_effect(self, *, at: datetime) -> ReportSchedule:
        schedule: ReportSchedule = self.save()
        schedule.take_effect(at=at)
        return schedule


def named(contact: Contact) -> str:
    return f"{contact.full_name}, {contact.title or contact.get_role_display()}"
