"""Languages that people speak, by the names that their readers know them under."""

from __future__ import annotations

from functools import cache

from babel import Locale
from django.utils.translation import get_language


def language_name(code: str) -> str:
    """ "Swedish" for sv, in the reader's language; the code itself where nobody has a name."""
    name = names_in(get_language() or "en").get(code, code)
    return name[:1].upper() + name[1:]


@cache
def names_in(reader: str) -> dict[str, str]:
    """Every language's name by its code, as a reader of this language calls it."""
    return dict(Locale.parse(reader, sep="-").languages)
