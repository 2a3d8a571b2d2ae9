"""Phone numbers as they can be dialled from anywhere."""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.places import COUNTRIES


def written_internationally(typed: str, country: str) -> str:
    """``070-123 45 67`` in Sweden as ``+46 70 123 45 67``; raises ValidationError if it is none."""
    typed = typed.strip()
    if not typed:
        return ""
    try:
        number = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(
            _(
                "This is not a phone number in %(country)s. "
                "A number elsewhere starts with + and its country, such as +46 70 123 45 67."
            ),
            params={"country": dict(COUNTRIES).get(country, country)},
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
