"""Words that judge a person by what no employer may ask (C9): found in four languages.

It warns of a word, says why, and leaves the decision to whoever writes: a person who reads it again
knows better than a list. Each list is looked for whatever the language, for letters mix them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Topic(models.TextChoices):
    """What a word tells of somebody, and why that is no ground for a yes or a no."""

    AGE = "age", gettext_lazy("Age: say which experience is there or is missing instead.")
    FAMILY = "family", gettext_lazy("Family: who somebody lives with or cares for is theirs alone.")
    HEALTH = "health", gettext_lazy("Health: say what the work asks for, nothing of the body.")
    ORIGIN = "origin", gettext_lazy("Origin or belief: say which language the work needs, no more.")
    GENDER = "gender", gettext_lazy("Gender: it decides nothing about the work.")
    UNION = "union", gettext_lazy("Union: whether somebody is in one is never written down.")


LISTS = Path(__file__).parent / "word_lists"
LANGUAGES = ("en", "sv", "pl", "nl")
TOPIC = re.compile(r"\[(\w+)\]\Z")
# Soft hyphens and the like, which come along with what is pasted.
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


@cache
def lists() -> dict[str, list[str]]:
    """For each topic the expressions of all languages, as word_lists/*.txt have them."""
    found: dict[str, list[str]] = {topic.value: [] for topic in Topic}
    for language in LANGUAGES:
        topic = ""
        for line in (LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
            if heading := TOPIC.match(line):
                topic = heading[1]
            elif line and not line.startswith("#"):
                found[topic].append(line)
    return found


@dataclass(frozen=True)
class Found:
    """A word as it stands in the text, and what it tells of somebody."""

    word: str
    topic: Topic

    @property
    def why(self) -> str:
        return str(self.topic.label)


@cache
def pattern(topic: str) -> re.Pattern[str]:
    """All languages of a topic at once; bounded by what is no letter, also beside å and ż."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(lists()[topic])})(?!\w)", re.IGNORECASE)


def check(*texts: str) -> list[Found]:
    """What in these texts judges somebody by what they are; each word once, in order of topics."""
    found: dict[tuple[str, Topic], Found] = {}
    lines = [in_one_line(text) for text in texts]
    for topic in Topic:
        for text in lines:
            for match in pattern(topic).finditer(text):
                word = match.group()
                found.setdefault((word.casefold(), topic), Found(word, topic))
    return list(found.values())


def in_one_line(text: str) -> str:
    """As the lists are written: each letter one character, one blank between words."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFKC", text)).split())


def in_words(found: Iterable[Found]) -> list[str]:
    """Each as a sentence for whoever writes: “too old” – Age: say which experience …"""
    return [_("“%(word)s” – %(why)s") % {"word": one.word, "why": one.why} for one in found]
