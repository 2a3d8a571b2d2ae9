"""Texts with placeholders, and the drafts they become once facts are put in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from processes.models.letter_text import LANGUAGES, LetterText

FOLDER = Path(__file__).resolve().parent / "texts"
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
IN_BRACES = re.compile(r"\{+[^{}]*\}*|\}+")
MANY_EMPTY_LINES = re.compile(r"\n{3,}")
LONGEST_SUBJECT = 250
TABLE = "\ufffc"  # stands for the table of rows while the words around it are drafted


class Draft(NamedTuple):
    """Words that are ready to be read, edited and sent."""

    subject: str
    body: str


class Text(NamedTuple):
    """Words with placeholders such as ``{first_name}``; there is no other code in them."""

    subject: str
    body: str

    def filled(self, facts: Mapping[str, str]) -> Draft:
        """The draft with these facts. A line with a fact that nobody knows is left out."""
        subject = " ".join(filled_lines(self.subject, facts).split())
        body = MANY_EMPTY_LINES.sub("\n\n", filled_lines(self.body, facts)).strip()
        return Draft((subject or facts.get("agency", ""))[:LONGEST_SUBJECT], body)


def draft(kind: str, language: str, facts: Mapping[str, str]) -> Draft:
    """The text in force for this kind of letter, in this language, with the facts in it."""
    return text_in_force(kind, language).filled(facts)


class Around(NamedTuple):
    """Words of a letter that has a table, before and after it."""

    subject: str
    before: str
    after: str


def draft_around_table(kind: str, language: str, facts: Mapping[str, str]) -> Around:
    """The words around the table that stands for ``{rows}``; it comes last where none does."""
    words = draft(kind, language, {**facts, "rows": TABLE})
    before, _table, after = words.body.partition(TABLE)
    return Around(words.subject, before.strip(), after.replace(TABLE, "").strip())


def text_in_force(kind: str, language: str) -> Text:
    """The agency's own text, else the product's; English for a language it does not speak."""
    own = LetterText.objects.of(kind, language)
    return Text(own.subject, own.body) if own else default_text(kind, language)


@cache
def default_text(kind: str, language: str) -> Text:
    """The product's own words, from its file: the subject is the first line."""
    spoken = language if language in LANGUAGES else "en"
    words = (FOLDER / spoken / f"{LetterText.Kind(kind)}.txt").read_text(encoding="utf-8")
    subject, _line_end, body = words.partition("\n")
    return Text(subject.strip(), body.strip())


def filled_lines(words: str, facts: Mapping[str, str]) -> str:
    lines = words.replace("\r\n", "\n").split("\n")
    known = (line for line in lines if all(facts.get(name) for name in placeholders_in(line)))
    # One pass: braces in a fact are the fact's own.
    return "\n".join(PLACEHOLDER.sub(lambda found: facts[found[1]], line) for line in known)


def placeholders_in(words: str) -> list[str]:
    """Names in braces, each once, in the order in which they stand."""
    return list(dict.fromkeys(PLACEHOLDER.findall(words)))


def not_understood(words: str, allowed: Iterable[str]) -> list[str]:
    """Everything in braces that is none of the allowed placeholders, as it was written."""
    known = {f"{{{name}}}" for name in allowed}
    return [written for written in dict.fromkeys(IN_BRACES.findall(words)) if written not in known]
