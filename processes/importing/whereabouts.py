"""Country and time zone of an imported address: from country, state, then the phone number."""

from __future__ import annotations

import re
from functools import cache

import phonenumbers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.places import COUNTRIES
from processes.importing.labels import plain
from processes.importing.row import BadCell, Row

NAMES = {
    "usa": "US",
    "united states of america": "US",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "uk": "GB",
    "sverige": "SE",
    "polska": "PL",
    "nederland": "NL",
    "the netherlands": "NL",
    "holland": "NL",
    "danmark": "DK",
    "norge": "NO",
    "suomi": "FI",
    "deutschland": "DE",
    "belgie": "BE",
    "eire": "IE",
}
# The zone in which most of a state's people live.
EASTERN = "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV"
CENTRAL = "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI"
STATE_ZONES = {
    **dict.fromkeys(EASTERN.split(), "America/New_York"),
    **dict.fromkeys(CENTRAL.split(), "America/Chicago"),
    **dict.fromkeys(["CO", "ID", "MT", "NM", "UT", "WY"], "America/Denver"),
    **dict.fromkeys(["CA", "NV", "OR", "WA"], "America/Los_Angeles"),
    "AZ": "America/Phoenix",
    "AK": "America/Anchorage",
    "HI": "Pacific/Honolulu",
}


def country_of(row: Row, *, otherwise: str) -> str:
    """The country a row tells of. Raises ``BadCell`` for one the agency does not work in."""
    if typed := row.text("country"):
        return named_country(typed)
    if row.text("state").upper() in STATE_ZONES:
        return "US"
    return country_of_phone(row.text("phone") or row.text("mobile")) or otherwise


def named_country(typed: str) -> str:
    codes = {code: code for code, _name in COUNTRIES}
    names = names_of_countries(get_language())
    found = codes.get(typed.upper()) or names.get(plain(typed)) or NAMES.get(plain(typed))
    if found is None:
        raise BadCell("country", _("“%(typed)s” is no country we know.") % {"typed": typed})
    return found


@cache
def names_of_countries(_language: str | None) -> dict[str, str]:
    """Their codes by the names they have in the language that is spoken now."""
    return {plain(str(name)): code for code, name in COUNTRIES}


def country_of_phone(number: str) -> str | None:
    """By its prefix; (555) 338-4400 is how numbers are written in the United States."""
    if re.fullmatch(r"\(\d{3}\) \d{3}-\d{4}", number):
        return "US"
    try:
        prefix = phonenumbers.parse(number).country_code
    except phonenumbers.NumberParseException:
        return None
    country = phonenumbers.region_code_for_country_code(prefix or 0)
    return country if country in {code for code, _name in COUNTRIES} else None


def time_zone_of(row: Row, country: str) -> str:
    """Empty where the country's capital tells the time."""
    return STATE_ZONES.get(row.text("state").upper(), "") if country == "US" else ""


def place_of(row: Row) -> str:
    """City and state, as one would write them behind a title."""
    return ", ".join(filter(None, [row.text("city"), row.text("state")]))
