"""The sections of a weekly report: their names, headings and order (DESIGN section 4)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _


class Section(models.TextChoices):
    """Each with its heading; in the order in which a report tells them by default."""

    LEAD = "lead", _("How it stands")
    DECISIONS = "decisions", _("What we need from you")
    BRIEF = "brief", _("What is new in the brief")
    PROMISED = "promised", _("Promised and done")
    FUNNEL = "funnel", _("From search to shortlist")
    COMPANIES = "companies", _("Target companies")
    INTERIM = "interim", _("Start and end of the interim")
    CANDIDATES = "candidates", _("Presented candidates")
    LEFT = "left", _("Who left, and why")
    MARKET = "market", _("What the market tells us")
    OBSTACLES = "obstacles", _("Obstacles and what we propose")
    NEXT_WEEK = "next_week", _("Next week")
    TREATMENT = "treatment", _("How people are treated in your name")
    KEPT = "kept", _("Kept promises")


DEFAULT_ORDER: tuple[Section, ...] = tuple(Section)
# A report says where the assignment stands and what comes next, whatever else is switched off.
ALWAYS = frozenset({Section.LEAD, Section.NEXT_WEEK})
ONLY_OF = {Section.COMPANIES: "search", Section.INTERIM: "interim"}  # kinds of assignment
BEHIND_NEXT_WEEK = DEFAULT_ORDER[DEFAULT_ORDER.index(Section.NEXT_WEEK) + 1 :]


def in_order(chosen: Sequence[str] | None, kind: str) -> list[Section]:
    """The sections of a report on this kind of assignment; ``chosen``: as stored, None: default.

    Names that nobody knows and sections of other kinds are left out, those of ALWAYS put back:
    the lead first, "next week" before whatever ends the list and by default comes after it.
    """
    names = list(dict.fromkeys(DEFAULT_ORDER if chosen is None else chosen))
    found = [Section(name) for name in names if name in Section.values]
    found = [row for row in found if row != Section.LEAD and ONLY_OF.get(row, kind) == kind]
    if Section.NEXT_WEEK not in found:
        place = len(found)
        while place and found[place - 1] in BEHIND_NEXT_WEEK:
            place -= 1
        found.insert(place, Section.NEXT_WEEK)
    return [Section.LEAD, *found]
