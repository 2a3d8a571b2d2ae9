"""Names, numbers and languages of imported people."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.phone_numbers import written_internationally
from accounts.places import language_of
from processes.importing.labels import plain
from processes.importing.row import Row

LANGUAGES = {"english": "en", "swedish": "sv", "polish": "pl", "dutch": "nl"}
LANGUAGES |= {"svenska": "sv", "polski": "pl", "nederlands": "nl"}


def names_of(row: Row) -> dict[str, str]:
    """First and last name; of a name in one piece the last word is the last name."""
    first, last = row.text("first_name"), row.text("last_name")
    if not first and not last:
        column = "name" if "name" in row.labels else "first_name"
        first, _blank, last = row.needed(column).rpartition(" ")
    return {"first_name": first or last, "last_name": last if first else ""}


def phone_of(row: Row, country: str) -> str:
    """The number as it is dialled from abroad; one that nobody can ring as it was written."""
    typed = row.first("mobile") or row.first("phone")
    try:
        return written_internationally(typed, country)
    except ValidationError:
        return typed


def language(row: Row, country: str) -> str:
    """What the row says, where the product speaks it; else the country's."""
    typed = plain(row.text("language"))
    found = LANGUAGES.get(typed, typed)
    return found if found in dict(settings.LANGUAGES) else language_of(country)
