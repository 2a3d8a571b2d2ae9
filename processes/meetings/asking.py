"""What is not asked in a meeting, in plain words: everywhere, and by the law of a country (K4).

The words lie beside this module, a file per language. They are no legal advice.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "not_to_ask"
FALLBACK = "en"


@dataclass(frozen=True)
class NotToAsk:
    """``law``: what the client's country says; empty for one that nobody has written up."""

    lines: tuple[str, ...]
    instead: str
    law: str


def not_to_ask(country: str) -> NotToAsk:
    """In the active language."""
    known = _read((get_language() or FALLBACK)[:2])
    return NotToAsk(
        lines=tuple(known["everywhere"]),
        instead=known["instead"],
        law=known["law"].get(country, ""),
    )


@lru_cache
def _read(language: str) -> dict[str, Any]:
    file = FOLDER / f"{language}.toml"
    if not file.is_file():
        file = FOLDER / f"{FALLBACK}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
