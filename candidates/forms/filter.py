from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.places import COUNTRIES
from candidates.models.candidate import CandidateQuerySet

FREE_WITHIN_DAYS = {"now": 0, "month": 30, "quarter": 90}


class CandidateFilter(forms.Form):
    """What narrows the list of candidates down; whatever makes no sense narrows nothing."""

    q = forms.CharField(required=False, max_length=100)
    skill = forms.CharField(label=_("Skill"), required=False, max_length=80)
    city = forms.CharField(label=_("City"), required=False, max_length=80)
    country = forms.ChoiceField(
        label=_("Country"), required=False, choices=[("", _("Every country")), *COUNTRIES]
    )
    free = forms.ChoiceField(
        label=_("Available"),
        required=False,
        choices=[
            ("", _("Free whenever")),
            ("now", _("Free now")),
            ("month", _("Free within a month")),
            ("quarter", _("Free within three months")),
        ],
    )

    def narrowed(self, rows: CandidateQuerySet, today: date) -> CandidateQuerySet:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("q"):
            rows = rows.matching(wanted["q"])
        for skill in wanted.get("skill", "").split(","):
            if skill.strip():
                rows = rows.skilled_in(skill.strip())
        if wanted.get("city"):
            rows = rows.living_in(wanted["city"])
        if wanted.get("country"):
            rows = rows.filter(country=wanted["country"])
        if wanted.get("free"):
            rows = rows.available_by(today + timedelta(days=FREE_WITHIN_DAYS[wanted["free"]]))
        return rows

    @property
    def scatters(self) -> bool:
        """Whether those who fit lie anywhere among the names; city and country keep the order."""
        return any(self.cleaned_data.get(name) for name in ("q", "skill", "free"))

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values())
