from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import DayInput
from accounts.money import Currency, currency_of
from accounts.search_names import Unaccented
from candidates.finding.text import fits
from candidates.models import Candidate
from processes.models import Availability, Terms
from processes.models.availability import AvailabilityQuerySet

TWO_YEARS = timedelta(days=731)


class AvailabilityForm(forms.Form):
    """When and how somebody would take the next assignment; only the day has to be said."""

    free_from = forms.DateField(label=_("Free from"), widget=DayInput)
    days_a_week = forms.IntegerField(
        label=_("Days a week"), required=False, min_value=1, max_value=7
    )
    place = forms.CharField(label=_("Where"), required=False, max_length=80)
    remote = forms.BooleanField(label=_("Remote too"), required=False)
    day_rate = forms.DecimalField(
        label=_("Day rate"), required=False, min_value=1, max_digits=10, decimal_places=2
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)

    def __init__(self, *args: Any, candidate: Candidate, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        known = getattr(candidate, "availability", None)
        self.initial.setdefault("currency", currency_of(candidate.country))
        self.initial.setdefault("place", candidate.city)
        if candidate.available_on:
            self.initial["free_from"] = candidate.available_on
        if known is not None and known.noted_at:
            for name in ("days_a_week", "place", "remote"):
                self.initial[name] = getattr(known, name)
            rate = known.day_rate
            self.initial["day_rate"] = rate.quantize(1) if rate and rate == int(rate) else rate
            if known.currency:
                self.initial["currency"] = known.currency

    def clean_free_from(self) -> date:
        day: date = self.cleaned_data["free_from"]
        if abs(day - self.today) > TWO_YEARS:
            raise forms.ValidationError(_t("Is that the right year?"))
        return day

    @property
    def terms(self) -> Terms:
        data = self.cleaned_data
        return Terms(**{name: data[name] for name in Terms._fields})


class NotedAvailabilityForm(AvailabilityForm):
    """The same as a recruiter notes it, and whether they agreed to be asked each month."""

    asks_monthly = forms.BooleanField(
        label=_("They agreed to be asked once a month whether it is still so"),
        required=False,
        help_text=_("By a letter with a link; they can stop it there."),
    )

    def __init__(self, *args: Any, candidate: Candidate, **kwargs: Any) -> None:
        super().__init__(*args, candidate=candidate, **kwargs)
        known = getattr(candidate, "availability", None)
        self.initial["asks_monthly"] = known is not None and known.is_asked
        if not candidate.email:
            del self.fields["asks_monthly"]


class AvailableFilter(forms.Form):
    """What narrows the list of consultants down; whatever makes no sense narrows nothing."""

    day = forms.DateField(label=_("Free by"), required=False, widget=DayInput)
    days = forms.TypedChoiceField(
        label=_("Days a week"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any")), *((n, n) for n in range(1, 6))],
    )
    q = forms.CharField(label=_("Skill, or words"), required=False, max_length=100)
    place = forms.CharField(label=_("Where"), required=False, max_length=80)
    assignment = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def narrowed(self, rows: AvailabilityQuerySet) -> AvailabilityQuerySet:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("day"):
            rows = rows.filter(free_from__lte=wanted["day"])
        if wanted.get("days"):
            rows = rows.filter(Q(days_a_week=None) | Q(days_a_week__gte=wanted["days"]))
        if wanted.get("q"):
            rows = rows.filter(candidate__in=Candidate.objects.filter(fits(wanted["q"])).order_by())
        if wanted.get("place"):
            city = Lower(Unaccented(Value(wanted["place"].strip())))
            rows = rows.annotate(plain_place=Lower(Unaccented("place"))).filter(
                Q(remote=True) | Q(plain_place__contains=city) | Q(candidate__plain_city=city)
            )
        return rows

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("day", "days", "q", "place"))


def known_of(candidate: Candidate) -> Availability | None:
    """What is known of when they are free; None where nobody has asked."""
    found: Availability | None = getattr(candidate, "availability", None)
    return found
