"""Labels of columns as they are compared: what people write differently and mean alike."""

from __future__ import annotations

import re
import unicodedata

WORDS_RUN_TOGETHER = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def plain(label: str) -> str:
    """Lower case, without accents and signs."""
    letters = unicodedata.normalize("NFKD", label.casefold()).replace("ł", "l")
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def ways_of_writing(label: str) -> set[str]:
    """A label, and the words that are run together in it: ``firstName``, but LinkedIn too."""
    return {plain(label), plain(WORDS_RUN_TOGETHER.sub(" ", label))} - {""}
