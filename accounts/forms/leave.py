from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.models import Leave, User

LONGEST = timedelta(days=2 * 366)


class LeaveForm(forms.Form):
    """Who is away, from when to when, and who sits in their chair; leads enter it for others."""

    user = forms.ModelChoiceField(label=_("Who"), queryset=User.objects.none(), empty_label="")
    starts_on = forms.DateField(label=_("First day away"), widget=DayInput())
    ends_on = forms.DateField(label=_("Last day away"), widget=DayInput())
    deputy = forms.ModelChoiceField(
        label=_("Deputy"),
        queryset=User.objects.none(),
        empty_label="",
        help_text=_("Gets what is open on the first day, and what comes up until the last."),
    )

    def __init__(self, data: Any = None, *, leave: Leave | None, by: User, now: datetime) -> None:
        known = ("starts_on", "ends_on", "deputy")
        initial = {name: getattr(leave, name) for name in known} if leave else {"user": by}
        super().__init__(data, initial=initial)
        self.leave, self.now = leave, now
        self.person: User | None = leave.user if leave else None if by.leads else by
        whoever = User.objects.staff().order_by("full_name", "pk")
        people(self.fields["user"]).queryset = whoever
        others = whoever.exclude(pk=self.person.pk) if self.person else whoever
        people(self.fields["deputy"]).queryset = others
        if self.person is not None:
            del self.fields["user"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.person = person = cleaned.get("user") or self.person
        deputy, starts, ends = (cleaned.get(name) for name in ("deputy", "starts_on", "ends_on"))
        if person is None:
            return cleaned
        today = person.working_hours().local_day(self.now)
        if starts and starts < today and starts != self.initial.get("starts_on"):
            self.add_error("starts_on", _t("This day lies in the past."))
        if ends and ends < today:
            self.add_error("ends_on", _t("This day lies in the past."))
        elif starts and ends and ends < starts:
            self.add_error("ends_on", _t("The last day lies before the first."))
        elif starts and ends and ends - starts > LONGEST:
            self.add_error("ends_on", _t("These are more than two years."))
        if deputy == person:
            self.add_error("deputy", _t("Choose somebody else."))
        elif deputy and starts and ends and not self.errors:
            self._refuse_circle(person, deputy, starts, ends)
        return cleaned

    def _refuse_circle(self, person: User, deputy: User, starts: date, ends: date) -> None:
        """Whoever is away on one of these days must not be stood in for by this person."""
        around = Leave.objects.overlapping(starts, ends).exclude(user=person)
        leaves = list(around.select_related("user", "deputy"))
        for day in {starts, *(leave.starts_on for leave in leaves if leave.starts_on > starts)}:
            sits = {
                leave.user: leave.deputy
                for leave in leaves
                if leave.starts_on <= day <= leave.ends_on
            }
            sitting, passed = deputy, set[User]()
            while sitting in sits and sitting not in passed and sitting != person:
                passed.add(sitting)
                sitting = sits[sitting]
            if sitting == person or sitting in sits:
                words = _t("%(deputy)s is away then too, and nobody else is left to stand in.")
                self.add_error("deputy", words % {"deputy": deputy})
                return

    def plan(self) -> bool:
        """Writes it down; what somebody else wrote at the same moment is said at the first day.

        Raises ``LeaveIsOver`` where the one that was changed has ended meanwhile.
        """
        days = {name: self.cleaned_data[name] for name in ("starts_on", "ends_on", "deputy")}
        try:
            with transaction.atomic():
                if self.leave is not None:
                    self.leave.change(at=self.now, **days)
                elif self.person is not None:
                    Leave.objects.plan(user=self.person, at=self.now, **days)
        except IntegrityError:
            words = _t("This person is away on some of these days already.")
            self.add_error("starts_on", words)
            return False
        return True


def people(field: forms.Field) -> forms.ModelChoiceField[User]:
    assert isinstance(field, forms.ModelChoiceField)
    return field
