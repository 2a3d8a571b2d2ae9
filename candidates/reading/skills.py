"""Skills in a text: those that are known anywhere in it, and whatever its list of skills names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from candidates.reading.languages import LEVEL, names
from candidates.reading.lines import EDGES, Line, Part, parts
from candidates.reading.proposals import Proposal

MOST = 60
LONGEST = 40  # characters of an item of a list that is taken for a skill
MOST_WORDS = 5  # of a skill
CASE_TELLS = 3  # a known skill of so few letters is only meant when written the same way
TOKEN = re.compile(r"(?:(?<!\w)\.)?[^\W_](?:[\w+#]|[.&/’'-](?=\w))*[+#]*|[+#]+")
# Between items of a list; a comma within brackets divides nothing.
DIVIDES = re.compile(r"[,;•▪●◦|·\t]|\s[–—-]\s|\s/\s|\s{3,}")
BRACKETS = re.compile(r"\([^()]*\)")
STARTS_ANEW = re.compile(r"^\s*(?:[•▪●◦*–-]|\w[^:,;]{1,34}:)")
LABEL = re.compile(r"^[\s•▪●◦*–-]*(?:[^\W\d_][^:,;.]{1,34}):\s*(?=\S)")
DOTS = re.compile(r"[●○◉◯★☆■□▮▯]+|\b\d{1,3}\s?%|\b\d/\d\b")
A_SPAN = re.compile(r"(?:19|20)\d{2}|\d+\s*/\s*\d+|@|://")


@cache
def starters() -> tuple[str, ...]:
    """Skills that every agency may begin with, as they are mostly written."""
    written = Path(__file__).with_name("starter_skills.txt").read_text(encoding="utf-8")
    return tuple(line for line in written.splitlines() if line and not line.startswith("#"))


def skills(text: str, known: Iterable[str] = ()) -> list[Proposal]:
    """``known``: skills of this agency, whose spelling comes before that of the starter list."""
    spelling = _spelling([*starters(), *known])
    found = _anywhere(text, spelling)
    taken = [(skill.start, skill.end) for skill in found]
    for item in _listed(text):
        if not any(start < item.end and item.start < end for start, end in taken):
            found.append(item)
        elif within := [skill for skill in found if _holds(item, skill)]:
            # "distributed training" says more than "training".
            found = [skill for skill in found if skill not in within]
            known_whole = spelling.get(item.value.casefold(), item.value)
            found.append(Proposal("skills", known_whole, item.start, item.end))
    found.sort(key=lambda skill: skill.start)
    kept: dict[str, Proposal] = {}
    for skill in found:
        kept.setdefault(skill.value.casefold(), skill)
    return list(kept.values())[:MOST]


def _holds(item: Proposal, skill: Proposal) -> bool:
    larger = item.end - item.start > skill.end - skill.start
    return larger and item.start <= skill.start and skill.end <= item.end


def _spelling(known: Iterable[str]) -> dict[str, str]:
    """Each skill by its words in lower case; the last spelling that is given counts."""
    return {" ".join(_words(skill)).casefold(): skill for skill in known if skill.strip()}


def _words(written: str) -> list[str]:
    return [match[0] for match in TOKEN.finditer(written)]


def _anywhere(text: str, spelling: dict[str, str]) -> list[Proposal]:
    """Known skills, the longest first: "sales management" is not "sales"."""
    tokens = list(TOKEN.finditer(text))
    firsts = {key.split(" ", 1)[0] for key in spelling}
    found, place = [], 0
    while place < len(tokens):
        taken = 1
        if tokens[place][0].casefold() in firsts:
            for length in range(min(MOST_WORDS, len(tokens) - place), 0, -1):
                here = tokens[place : place + length]
                start, end = here[0].start(), here[-1].end()
                skill = spelling.get(" ".join(token[0].casefold() for token in here))
                if (
                    skill
                    and _meant(skill, text[start:end])
                    and not DIVIDES.search(text, start, end)
                ):
                    found.append(Proposal("skills", skill, start, end))
                    taken = length
                    break
        place += taken
    return found


def _meant(skill: str, written: str) -> bool:
    letters = sum(map(str.isalnum, skill))
    return letters > CASE_TELLS or (len(skill) > 1 and skill == written)


def _listed(text: str) -> list[Proposal]:
    """What stands under a heading of skills, item by item; sentences are not items."""
    found = []
    for row in _rows([line for part, line in parts(text) if part is Part.SKILLS]):
        for start, end in _items(text, row):
            value = DOTS.sub("", BRACKETS.sub("", text[start:end]))
            value = " ".join(value.strip(EDGES + " .").split())
            if _is_item(value):
                here = text.find(value, start, end)
                start = here if here >= 0 else start
                found.append(Proposal("skills", value, start, start + len(value)))
    return found


def _rows(listed: list[Line]) -> list[tuple[int, int]]:
    """Stretches of the text, with a line that goes on in the next one joined to it."""
    rows: list[tuple[int, int]] = []
    before = ""
    for line in listed:
        start, end = line.start, line.start + len(line.text)
        if rows and before.rstrip().endswith(",") and not STARTS_ANEW.match(line.text):
            rows[-1] = (rows[-1][0], end)
        else:
            rows.append((start, end))
        before = line.text
    return rows


def _items(text: str, row: tuple[int, int]) -> list[tuple[int, int]]:
    start, end = row
    if label := LABEL.match(text[start:end]):
        start += label.end()
    covered = BRACKETS.sub(lambda found: "_" * len(found[0]), text[start:end])
    items, at = [], 0
    for divider in DIVIDES.finditer(covered):
        items.append((start + at, start + divider.start()))
        at = divider.end()
    items.append((start + at, end))
    return items


def _is_item(value: str) -> bool:
    if not 1 <= len(value) <= LONGEST or len(value.split()) > MOST_WORDS:
        return False
    if A_SPAN.search(value) or not any(map(str.isalpha, value)):
        return False
    return value.casefold() not in names() and not LEVEL.fullmatch(value)
