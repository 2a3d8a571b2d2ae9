from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.form_rendering import ClockInput, TimeZoneSelect
from processes.models import ReportSchedule
from processes.models.report_schedule import OnHoliday
from processes.reports.sections import ALWAYS, DEFAULT_ORDER, ONLY_OF, Section

HOW = [
    ("no", _("By itself at the set time, unless somebody stops it")),
    ("yes", _("Only after a recruiter has approved it")),
]
WHOSE = [
    ("wider", _("As the wider schedule has them")),
    ("own", _("Its own, in this order")),
]
ONLY_IN = {"search": _("in searches only"), "interim": _("for interims only")}


@dataclass(frozen=True)
class SectionRow:
    """A section in the list to put in order, switched on or not."""

    section: Section
    is_on: bool

    @property
    def is_always_on(self) -> bool:
        return self.section in ALWAYS

    @property
    def is_fixed(self) -> bool:
        """A report begins with how it stands."""
        return self.section == Section.LEAD

    @property
    def only_in(self) -> str | Promise:
        return ONLY_IN.get(ONLY_OF.get(self.section, ""), "")


class ReportScheduleForm(forms.ModelForm):  # type: ignore[type-arg]
    """When and how weekly reports go out, and what is in them."""

    on_holiday = forms.ChoiceField(
        label=_("On a public holiday of the client's country"),
        choices=OnHoliday,
        widget=forms.RadioSelect,
    )
    needs_approval = forms.TypedChoiceField(
        label=_("How it goes out"),
        choices=HOW,
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=_(
            "Where it needs an approval, the recruiter is reminded the day before and two hours"
            " before, and the leads when the time has passed."
        ),
    )
    is_paused = forms.BooleanField(
        label=_("Paused"),
        required=False,
        help_text=_("No new drafts; those that are there wait for approval."),
    )
    whose_sections = forms.ChoiceField(label=_("Sections"), choices=WHOSE, widget=forms.RadioSelect)
    sections = forms.MultipleChoiceField(label=_("Sections"), choices=Section, required=False)

    class Meta:
        model = ReportSchedule
        fields = ["weekday", "time", "time_zone", "on_holiday", "needs_approval", "is_paused"]
        widgets = {"time": ClockInput, "time_zone": TimeZoneSelect}
        error_messages = {"time": {"invalid": _("Write a time as 15:00.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schedule = self.instance
        self.initial["needs_approval"] = "yes" if schedule.needs_approval else "no"
        self.initial["whose_sections"] = "wider" if schedule.sections is None else "own"
        self.initial["sections"] = schedule.sections
        if not schedule.precedence:
            del self.fields["whose_sections"]
        elif schedule.sections is None:
            self.initial["sections"] = ReportSchedule.objects.sections_wider_than(schedule)

    def clean(self) -> dict[str, Any]:
        """The sections as they stood on the page; None: as the wider schedule has them."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "sections" in self.errors:
            return cleaned
        typed = list(dict.fromkeys(cleaned.get("sections") or []))
        if self.instance.precedence and cleaned.get("whose_sections") != "own":
            self.instance.sections = None
        elif typed or self.instance.precedence:
            chosen = [name for name in typed if name != Section.LEAD]
            if Section.NEXT_WEEK not in chosen:
                chosen.append(Section.NEXT_WEEK)
            kept = [Section.LEAD.value, *map(str, chosen)]
            by_default = not self.instance.precedence and kept == list(DEFAULT_ORDER)
            self.instance.sections = None if by_default else kept
        return cleaned

    def section_rows(self) -> list[SectionRow]:
        """Those switched on in their order, then the others."""
        chosen = self["sections"].value()
        known = [Section(name) for name in chosen or [] if name in Section.values]
        if chosen is None or (self.is_bound and not known):
            known = list(DEFAULT_ORDER)
        on = [Section.LEAD, *(one for one in dict.fromkeys(known) if one != Section.LEAD)]
        if Section.NEXT_WEEK not in on:
            on.append(Section.NEXT_WEEK)
        off = [one for one in DEFAULT_ORDER if one not in on]
        return [*(SectionRow(one, True) for one in on), *(SectionRow(one, False) for one in off)]
