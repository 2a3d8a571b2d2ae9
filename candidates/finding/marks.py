"""Why somebody was found: where the words stand in what is written of them, marked.

Only the people of one page are looked at, and of a long CV only what stands around the first of
the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape

from django.db import connection
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from candidates.finding.text import Piece, read
from candidates.finding.wanted import Wanted
from candidates.models import Candidate

READ = 6_000  # letters of each text
BEFORE, AFTER = 50, 110  # letters around the first word that is marked
MOST = 3  # fragments of one person
SKILLS = 1  # where they stand among the texts of somebody
ASKED = 300  # different words at once
BEGINNING = 3  # letters that all forms of a word share
WORD = re.compile(r"\w+")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ß": "s", "æ": "a", "œ": "o", "ð": "d", "þ": "t", "ı": "i"}
# Which of these words are forms of which of those that were typed.
FORMS = """
    SELECT wanted.place - 1, word
    FROM (
        SELECT place, word_wanted(said, begun) AS query
        FROM unnest(%s::text[], %s::boolean[]) WITH ORDINALITY typed (said, begun, place)
        OFFSET 0
    ) wanted
    JOIN unnest(%s::text[]) word
        ON with_stems(to_tsvector('simple'::regconfig, immutable_unaccent(word))) @@ wanted.query
"""


@dataclass
class Text:
    """A text of somebody, and where it has words that may be meant."""

    label: str
    said: str
    plain: str = ""
    places: list[tuple[int, int, int]] = field(default_factory=list)  # from, to, which piece

    def __post_init__(self) -> None:
        self.said = " ".join(self.said[:READ].split())
        self.plain = plain(self.said)


def marked(candidates: Sequence[Candidate], wanted: Wanted) -> dict[int, SafeString]:
    """By the id of a candidate: fragments of their texts in which what was typed is marked.

    Whoever was found by the name alone is not among them. One query at most.
    """
    pieces = read(wanted.q).pieces if wanted.q else []
    if not pieces and not wanted.skills:
        return {}
    chosen = [plain(skill) for skill in wanted.skills]
    labels = (_("Skills"), _("Works at"), _("Notes"), _("CV"))
    texts = {person.pk: texts_of(person, chosen, *labels) for person in candidates}
    look_for([text for of_one in texts.values() for text in of_one], pieces)
    for of_one in texts.values():
        look_for_skills(of_one[SKILLS], chosen, beside=len(pieces))
    found = {pk: fragments(of_one) for pk, of_one in texts.items()}
    return {pk: said for pk, said in found.items() if said}


def texts_of(
    person: Candidate, chosen: Sequence[str], skills: str, employer: str, about: str, cv: str
) -> list[Text]:
    """What is written of them, under these labels; skills that were asked for stand first."""
    own = person.skills
    if chosen:
        own = sorted(own, key=lambda skill: plain(skill) not in chosen)
    return [
        Text("", person.headline),
        Text(skills, ", ".join(own)),
        Text(employer, person.employer),
        Text(about, person.about),
        Text(cv, getattr(person, "cv_start", "")),
    ]


def look_for(texts: list[Text], pieces: list[Piece]) -> None:
    """Notes in each text where which piece stands; of words also their forms."""
    open_words: set[str] = set()
    maybe: list[tuple[Text, int, int, str, int]] = []
    for which, piece in enumerate(pieces):
        words = WORD.findall(plain(piece.text))
        if not words:
            continue
        if piece.phrase:
            pattern = re.compile(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b")
        else:
            pattern = re.compile(r"\b" + re.escape(words[0][:BEGINNING]) + r"\w*")
        for text in texts:
            for hit in pattern.finditer(text.plain):
                start, end = hit.span()
                word = hit.group()
                begins = piece.begun and word.startswith(words[0])
                if piece.phrase or word == words[0] or begins:
                    text.places.append((start, end, which))
                elif len(open_words) < ASKED or word in open_words:
                    open_words.add(word)
                    maybe.append((text, start, end, word, which))
    if open_words:
        forms = forms_among(open_words, pieces)
        for text, start, end, word, which in maybe:
            if (which, word) in forms:
                text.places.append((start, end, which))


def look_for_skills(text: Text, chosen: Sequence[str], *, beside: int) -> None:
    """Notes where the whole skills stand that were asked for."""
    for which, skill in enumerate(chosen, beside):
        for hit in re.finditer(rf"(?:^|, )({re.escape(skill)})(?=, |$)", text.plain):
            text.places.append((*hit.span(1), which))


def beginnings(pieces: Iterable[Piece]) -> list[str]:
    """What most forms of these words begin with, of a phrase its first word.

    Patterns of PostgreSQL's that pass over accents and case, which costs less than taking them
    off a long text.
    """
    found = []
    for piece in pieces:
        if words := WORD.findall(plain(piece.text)):
            length = len(words[0])
            ending = 0 if piece.phrase or length < 5 else 3 if length > 6 else 1
            letters = words[0][: length - ending]
            found.append("".join(f"[{letter}{accented().get(letter, '')}]" for letter in letters))
    return found


def forms_among(words: Iterable[str], pieces: list[Piece]) -> set[tuple[int, str]]:
    said = [piece.text for piece in pieces]
    begun = [piece.begun for piece in pieces]
    with connection.cursor() as cursor:
        cursor.execute(FORMS, [said, begun, sorted(words)])
        return {(which, word) for which, word in cursor.fetchall()}


def fragments(texts: list[Text]) -> SafeString:
    """Of each text that explains something new its first place, until all is explained."""
    explained: set[int] = set()
    shown: list[SafeString] = []
    for text in texts:
        new = sorted(place for place in text.places if place[2] not in explained)
        if new and len(shown) < MOST:
            explained |= {which for _start, _end, which in text.places}
            shown.append(fragment(text, new[0][0]))
    return SafeString(" · ".join(shown))


def fragment(text: Text, around: int) -> SafeString:
    """What stands around a place, from word to word, with all that was found in it marked."""
    start = text.said.find(" ", max(around - BEFORE, 0)) + 1 if around > BEFORE else 0
    start = min(start, around)
    end = len(text.said)
    if end - around > AFTER:
        end = max(text.said.rfind(" ", around, around + AFTER), around)
        end = end if end > around else around + AFTER
    parts: list[str] = []
    at = start
    for begins, ends, _which in sorted(text.places):
        if begins >= at and ends <= end:
            parts += (
                escape(text.said[at:begins]),
                "<mark>",
                escape(text.said[begins:ends]),
                "</mark>",
            )
            at = ends
    label = f"{escape(text.label)}: " if text.label else ""
    dots = ("… " if start else "", " …" if end < len(text.said) else "")
    return SafeString("".join((label, dots[0], *parts, escape(text.said[at:end]), dots[1])))


@cache
def accented() -> dict[str, str]:
    """By a plain letter the letters of Latin alphabets that it stands for."""
    found: dict[str, str] = {}
    for letter in filter(str.islower, map(chr, range(0xC0, 0x250))):
        found[plain_sign(letter)] = found.get(plain_sign(letter), "") + letter
    return found


@cache
def plain_sign(sign: str) -> str:
    """One letter for one letter, so that places in both texts are the same."""
    low = sign.lower()
    low = low if len(low) == 1 else sign
    return PLAIN.get(low) or unicodedata.normalize("NFD", low)[0]


def plain(said: str) -> str:
    """In lower case without accents, every letter where it stood."""
    low = said.lower()
    if len(low) != len(said):
        return "".join(map(plain_sign, said))
    return low if low.isascii() else NOT_ASCII.sub(lambda sign: plain_sign(sign[0]), low)
