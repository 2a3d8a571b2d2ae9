"""The product's own plans of aftercare: for a permanent role, and for an interim contract. Data."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from processes.aftercare.planning import (
    CONTRACT_END,
    GUARANTEE_END,
    MONTH,
    START,
    TRIAL_END,
    TRIAL_MIDDLE,
    PlanLine,
)
from processes.schedules.built_in import in_all_languages

# Key, name, counted from which day, days (months) behind or before it, days it may take, more.
Written = tuple[str, str | Promise, str, int, int, dict[str, Any]]

ASKS: dict[str, Any] = {"asks": True}
BEGINNING: list[Written] = [
    ("before_first_day", _("Before the first day"), START, -7, 6, {}),
    ("first_day", _("First day"), START, 0, 0, {}),
    ("first_week", _("First week"), START, 1, 5, {"gesture": True}),
    ("weeks_3_4", _("Weeks three to four"), START, 15, 12, ASKS),
]
TRIAL: list[Written] = [
    ("trial_middle", _("Middle of the trial period"), TRIAL_MIDDLE, 0, 7, ASKS),
    ("before_trial_end", _("14 days before the trial period ends"), TRIAL_END, -14, 5, ASKS),
    ("after_trial", _("After the trial period"), TRIAL_END, 1, 7, {}),
]
GUARANTEE: list[Written] = [
    ("before_guarantee_end", _("14 days before the guarantee ends"), GUARANTEE_END, -14, 5, ASKS),
    ("after_guarantee", _("After the guarantee"), GUARANTEE_END, 1, 7, {}),
]
LONG: list[Written] = [
    ("half_year", _("Half a year"), START, 6, 14, {"unit": MONTH, "asks": True}),
    ("each_year", _("Each year"), START, 12, 14, {"unit": MONTH, "asks": True, "yearly": True}),
]
CONTRACT: list[Written] = [
    ("contract_60", _("60 days before the contract ends"), CONTRACT_END, -60, 5, {}),
    ("contract_45", _("45 days before the contract ends"), CONTRACT_END, -45, 5, {}),
    ("contract_30", _("30 days before the contract ends"), CONTRACT_END, -30, 5, {}),
    ("after_contract", _("After the contract"), CONTRACT_END, 1, 7, {}),
]
BUILT_IN: dict[str, list[Written]] = {
    "permanent": [*BEGINNING, *TRIAL, *GUARANTEE, *LONG],
    "interim": [*BEGINNING, *TRIAL, *GUARANTEE, *CONTRACT, *LONG],
}


@cache
def built_in(kind: str) -> tuple[PlanLine, ...]:
    """The product's plan for a kind of placement, in every language it speaks."""
    return tuple(
        PlanLine(key, in_all_languages(text), anchor, offset, within, **more)
        for key, text, anchor, offset, within, more in BUILT_IN[kind]
    )
