"""The rows of the list of candidates, reckoned before they are drawn, for they are fifty at once.

A template looks every word up by its name, which takes longer than to write it down here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import TypedDict

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.templatetags.pieces import avatar
from candidates.cells import SAID, Beside, place
from candidates.columns import Shown
from candidates.models import Candidate

ANYBODY = 10**17  # stands for an id while the address of a page is made


class Row(TypedDict):
    """``under``: what stands below the name, and ``place`` behind it where there is no column."""

    pk: str
    url: str
    name: str
    tick: str
    avatar: SafeString
    under: str
    place: str
    why: SafeString | str
    cells: SafeString


def rows_of(
    people: Iterable[Candidate],
    columns: Sequence[Shown],
    beside: Beside,
    marks: Mapping[int, SafeString],
) -> Iterator[Row]:
    """In their order; ``marks`` say of some why they were found."""
    address = reverse("candidate", args=[ANYBODY])
    tick = _("Tick %(name)s")
    cells = [
        (f'<span class="quiet {column.look} shrink-0 truncate text-xs">', SAID[column.column.name])
        for column in columns
    ]
    for person in people:
        pk, name, why = str(person.pk), person.full_name, marks.get(person.pk, "")
        says_headline = says(why, person.headline)
        living = place(person, beside)
        yield {
            "pk": pk,
            "url": address.replace(str(ANYBODY), pk),
            "name": name,
            "tick": tick % {"name": name},
            "avatar": avatar(name),
            "under": under(person, says_headline=says_headline),
            "place": f" · {living}" if person.employer or not says_headline else str(living),
            "why": why,
            "cells": SafeString(
                "".join(
                    f"{opening}{conditional_escape(say(person, beside))}</span>"
                    for opening, say in cells
                )
            ),
        }


def under(person: Candidate, *, says_headline: bool) -> str:
    """Their headline, unless the words that say why they were found begin with it."""
    if says_headline:
        return person.employer
    return person.headline or person.employer or _("no headline yet")


def says(why: str, headline: str) -> bool:
    """Whether the words that say why somebody was found begin with their headline."""
    if not why or not headline:
        return False
    words = unescape(why.replace("<mark>", "").replace("</mark>", ""))
    return words.startswith(" ".join(headline.split())[:40])
