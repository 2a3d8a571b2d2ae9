"""Telephone numbers as they are dialled from abroad."""

from __future__ import annotations

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def written_internationally(typed: str, country: str) -> str:
    """The number as +46 70 123 45 67; raises ValidationError for what nobody can ring.

    ``country`` is where a number without a country code is dialled.
    """
    typed = typed.strip()
    if not typed:
        return ""
    try:
        number = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("This is not a telephone number.")) from error
    if not phonenumbers.is_possible_number(number):
        raise ValidationError(_("This telephone number is too short or too long."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
