"""Countries the agency works in, with what follows from a country: time zone and language."""

from __future__ import annotations

import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

COUNTRIES = [
    ("SE", _("Sweden")),
    ("PL", _("Poland")),
    ("NL", _("Netherlands")),
    ("GB", _("United Kingdom")),
    ("DK", _("Denmark")),
    ("NO", _("Norway")),
    ("FI", _("Finland")),
    ("DE", _("Germany")),
    ("BE", _("Belgium")),
    ("FR", _("France")),
    ("IE", _("Ireland")),
    ("US", _("United States")),
]

TIME_ZONES = {
    "SE": "Europe/Stockholm",
    "PL": "Europe/Warsaw",
    "NL": "Europe/Amsterdam",
    "GB": "Europe/London",
    "DK": "Europe/Copenhagen",
    "NO": "Europe/Oslo",
    "FI": "Europe/Helsinki",
    "DE": "Europe/Berlin",
    "BE": "Europe/Brussels",
    "FR": "Europe/Paris",
    "IE": "Europe/Dublin",
    "US": "America/New_York",
}

SPOKEN = {"SE": "sv", "PL": "pl", "NL": "nl", "BE": "nl"}


def language_of(country: str) -> str:
    """The product's language for readers in a country: English where it speaks no other."""
    return SPOKEN.get(country, "en")


@cache
def known_time_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def time_zone_choices() -> list[tuple[str, str]]:
    return [(name, name.replace("_", " ")) for name in sorted(known_time_zones()) if "/" in name]


def time_zone_exists(name: str) -> None:
    if name not in known_time_zones():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})
