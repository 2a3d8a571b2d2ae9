"""What a public holiday is called, in the reader's language where that is known."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays
from django.utils.translation import get_language

from accounts.working_time import USUAL_PART


def holiday_name(country: str, day: date) -> str:
    """Its name in the active language, else in English; empty for a day that is none."""
    return _names(country, day.year, (get_language() or "en")[:2]).get(day, "")


@lru_cache(maxsize=256)
def _names(country: str, year: int, language: str) -> dict[date, str]:
    code, _, part = country.partition("-")
    known = holidays.country_holidays(code)
    spoken = known.supported_languages
    in_ours = next((name for name in spoken if name.split("_")[0] == language), None)
    calendar = holidays.country_holidays(
        code,
        subdiv=part or USUAL_PART.get(code),
        years=year,
        expand=False,
        language=in_ours or ("en_US" if "en_US" in spoken else known.default_language),
        categories={"public", "de_facto"} & set(known.supported_categories),
    )
    return dict(calendar.items())
