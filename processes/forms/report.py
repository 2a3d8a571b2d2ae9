"""What keeps a report from going out at its slot: why it is stopped or skipped, or until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Min
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import MomentInput
from accounts.templatetags.moments import full_moment
from processes.models import Report

A_WEEK = timedelta(days=7)


class StopForm(forms.Form):
    """Why a report does not go out; for us alone."""

    reason = forms.CharField(
        label=_("Why it should not go out"),
        max_length=200,
        help_text=_("For us alone. The next report covers this week too."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )


class SkipForm(forms.Form):
    """Why there is no report this week, in words for the client."""

    reason = forms.CharField(
        label=_("Why there is none this week"),
        max_length=200,
        help_text=_("The client reads this in the next report, which covers this week too."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )


class PutOffForm(forms.Form):
    """Another moment, at which the client is at work and before the next report is due."""

    until = forms.DateTimeField(
        label=_("Goes out at"), widget=MomentInput(attrs={"autofocus": True})
    )

    def __init__(self, data: Any = None, *, report: Report, at: datetime) -> None:
        self.report, self.at = report, at
        self.hours = report.assignment.client.working_hours()
        later = self.hours.add_days(max(report.send_at, at), 1)
        super().__init__(data, initial={"until": later if later < self.next_slot else None})
        self.fields["until"].help_text = _t("In your time. Before %(when)s.") % {
            "when": full_moment(self.next_slot)
        }

    @cached_property
    def next_slot(self) -> datetime:
        """When the report after this one is due: it may be drafted already, or only planned."""
        slot, assignment = self.report.slot_at, self.report.assignment
        later = Report.objects.filter(assignment=assignment, slot_at__gt=slot, stopped_at=None)
        drafted: datetime | None = later.aggregate(slot=Min("slot_at"))["slot"]
        planned: datetime | None = assignment.next_report_at
        return drafted or (planned if planned and planned > slot else slot + A_WEEK)

    def clean_until(self) -> datetime:
        until: datetime = self.cleaned_data["until"]
        if until <= self.at:
            raise forms.ValidationError(_t("This moment has passed."))
        if until >= self.next_slot:
            raise forms.ValidationError(
                _t("The next report is due %(when)s: stop or skip this one instead.")
                % {"when": full_moment(self.next_slot)}
            )
        if not self.hours.is_open(until):
            raise forms.ValidationError(
                _t("Nobody reads it then: the client works from %(starts)s to %(ends)s, %(zone)s.")
                % {
                    "starts": f"{self.hours.starts:%H:%M}",
                    "ends": f"{self.hours.ends:%H:%M}",
                    "zone": self.hours.time_zone,
                }
            )
        return until
