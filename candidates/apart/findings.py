"""What a file was found to be; each is a state of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_TEXT = 200_000  # characters that are kept
SHORTEST_TEXT = 8  # letters; with fewer the pages are pictures with a number on them
MOST_LINKS = 100
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
SIGNS = re.compile("[\ue000-\uf8ff]")  # of fonts of signs: bullets, or a letter before an address
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Found:
    """A state and, where it was read, its text and number of pages."""

    state: str
    text: str = ""
    pages: int | None = None
    finding: str = ""


class Stopped(Exception):
    """The reading ends here, with what was found."""

    def __init__(self, state: str, *, finding: str = "", pages: int | None = None) -> None:
        super().__init__(state, finding)
        self.found = Found(state, finding=finding, pages=pages)


def read(text: str, *, links: Sequence[str] = (), pages: int | None = None) -> Found:
    """Text in clean lines, with the addresses behind words below it; or that there is none."""
    plain = SIGNS.sub("•", NOT_TEXT.sub("", text)).replace("\r", "\n")
    lines = (line.rstrip() for line in plain.split("\n"))
    clean = BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
    if sum(letter.isalnum() for letter in clean) < SHORTEST_TEXT:
        return Found("no_text", pages=pages)
    unseen = [link for link in dict.fromkeys(links) if said(link) not in clean][:MOST_LINKS]
    whole = "\n\n".join(filter(None, [clean[:LONGEST_TEXT], "\n".join(map(said, unseen))]))
    return Found("read", whole[: LONGEST_TEXT + 20_000], pages)


def said(link: str) -> str:
    """An address as it would be written on paper."""
    return NOT_TEXT.sub("", link.removeprefix("mailto:").removeprefix("tel:"))[:500].strip()
