"""Languages that somebody speaks, by their names in the languages that CVs are written in."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from candidates.reading.contacts import once
from candidates.reading.lines import Part, parts
from candidates.reading.proposals import Proposal

# Written beside a language it means that somebody speaks it, wherever the line stands.
LEVEL = re.compile(
    r"\b(?:[abc][12](?:[./–-][abc][12])?|native|mother tongue|bilingual|fluent|fluently|proficient"
    r"|full professional|professional working|limited working|elementary|intermediate"
    r"|upper[- ]intermediate|conversational|basic knowledge|modersmål|flytande|god kunskap"
    r"|goda kunskaper|grundläggande|i tal och skrift|ojczysty|biegły|biegle|biegła|komunikatywny"
    r"|komunikatywnie|podstawowy|zaawansowany|średniozaawansowany|moedertaal|vloeiend|uitstekend"
    r"|goede beheersing|in woord en geschrift|muttersprache|fließend|verhandlungssicher)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^[\s•▪●*-]*(?:spoken )?(?:languages?|language skills|språk|språkkunskaper|języki(?: obce)?"
    r"|znajomość języków|talen|talenkennis|sprachen)\s*:",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:[ -](?:bokmål|nynorsk))?")
MOST = 10


@cache
def names() -> dict[str, str]:
    """Every name in lower case with its ISO 639 code."""
    known: dict[str, str] = {}
    written = Path(__file__).with_name("languages.tsv").read_text(encoding="utf-8")
    for line in written.splitlines():
        code, spoken = line.split("\t")
        known |= {name.strip(): code for name in spoken.split(",")}
    return known


def languages(text: str) -> list[Proposal]:
    """Those listed under a heading or a label, and those that stand beside a level."""
    found: list[Proposal] = []
    for part, line in parts(text):
        if part is not Part.LANGUAGES and not LABEL.match(line.text):
            if not LEVEL.search(line.text) or len(line.text) > 120:
                continue
            if len(_named(line.text, line.start)) > len(LEVEL.findall(line.text)) + 1:
                continue  # a sentence about languages rather than a list of them
        found += _named(line.text, line.start)
    return once(found)[:MOST]


def _named(text: str, start: int) -> list[Proposal]:
    return [
        Proposal("languages", code, start + match.start(), start + match.end())
        for match in WORD.finditer(text)
        if (code := names().get(match[0].casefold()))
    ]
