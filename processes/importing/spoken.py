"""Languages that somebody speaks, as files write them: codes, or names in our languages."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from processes.importing.labels import plain
from processes.importing.row import Row

NAMED_IN = ("en", "sv", "pl", "nl")


def languages_of(row: Row) -> tuple[list[str], list[str]]:
    """ISO codes, and the words that are no language we know."""
    codes, unknown = [], []
    for word in filter(None, map(str.strip, re.split(r"[;,|/\n]", row.text("languages")))):
        named = re.split(r"[(:–-]|\s-\s", word)[0].strip()
        code = known_languages().get(plain(word)) or known_languages().get(plain(named))
        if code:
            codes.append(code)
        else:
            unknown.append(word)
    return list(dict.fromkeys(codes)), unknown


@cache
def known_languages() -> dict[str, str]:
    """Two letters by what a language is called."""
    names: dict[str, str] = {}
    for reader in NAMED_IN:
        for code, name in Locale(reader).languages.items():
            if len(code) == 2:
                names |= {code: code, plain(name): code}
    return names
