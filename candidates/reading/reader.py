from __future__ import annotations

from collections.abc import Iterable

from candidates.reading.contacts import emails, links, phones
from candidates.reading.languages import languages
from candidates.reading.names import names
from candidates.reading.proposals import Reading
from candidates.reading.skills import skills

LONGEST = 60_000  # characters that are read; what a CV says of somebody stands before that


def read(text: str, *, country: str = "", known_skills: Iterable[str] = ()) -> Reading:
    """What a CV's text says of somebody. ``country`` is where its short numbers are dialled."""
    text = text[:LONGEST]
    return Reading(
        text,
        [
            *names(text),
            *emails(text),
            *phones(text, country),
            *links(text),
            *languages(text),
            *skills(text, known_skills),
        ],
    )
