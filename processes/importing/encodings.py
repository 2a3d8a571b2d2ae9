"""Which letters bytes stand for: as marked, UTF-8, or what the letters themselves tell."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
# What somebody may choose where the guess is wrong; values are Python's names.
CHOICES = [
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows, Western Europe (1252)"),
    ("cp1250", "Windows, Central Europe (1250)"),
    ("iso8859_2", "ISO 8859-2, Central Europe"),
    ("iso8859_15", "ISO 8859-15, Western Europe"),
    ("mac_roman", "Mac, Western Europe"),
    ("cp852", "DOS, Central Europe (852)"),
    ("cp1251", "Windows, Cyrillic (1251)"),
    ("utf-16", "UTF-16"),
    ("utf-16-le", "UTF-16, little-endian, unmarked"),
]
# Letters of the languages that this product speaks, and of their neighbours.
LIKELY = frozenset("åäöÅÄÖéÉèüÜëïáíóçæøÆØßąćęłńśźżĄĆĘŁŃÓŚŹŻ€–—’”“„…·\u00a0")
GUESSED = ("cp1252", "cp1250", "iso8859_2", "mac_roman")
LIKELY_ENOUGH = 0.8
LOOKED_AT = 200_000  # bytes


def decode(content: bytes, encoding: str = "") -> tuple[str, str]:
    """The text and the encoding it was read in: the one asked for, else the likeliest."""
    name = encoding or guess(content)
    return storable(content.decode(name, errors="replace")), name


def guess(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    if content[:LOOKED_AT].count(0) * 3 > len(content[:LOOKED_AT]):
        return "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _of_letters(content[:LOOKED_AT])
    return "utf-8"


def _of_letters(content: bytes) -> str:
    best = max(GUESSED, key=lambda name: likelihood(content, name))
    if likelihood(content, best) < LIKELY_ENOUGH:
        names = [name for name, _label in CHOICES if not name.startswith("utf")]
        found = from_bytes(content, cp_isolation=names).best()
        return found.encoding if found else "cp1252"
    return best


def likelihood(content: bytes, encoding: str) -> float:
    """How many of the letters beyond ASCII are such as people here are called by."""
    beyond = [sign for sign in content.decode(encoding, errors="replace") if sign > "\x7f"]
    return sum(sign in LIKELY for sign in beyond) / len(beyond) if beyond else 1


def storable(text: str) -> str:
    """PostgreSQL keeps no NUL in a text, and no half of a pair."""
    return text.replace("\x00", "").encode("utf-8", errors="replace").decode()
