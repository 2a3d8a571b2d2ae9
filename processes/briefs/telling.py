"""Telling the client what is new in the brief (C2): all that they have not heard, in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from accounts.models import User
from clients.models import Contact
from mailings.models import Letter
from processes import telling_letters, words
from processes.briefs.differences import effects, lines
from processes.briefs.snapshot import changes_between
from processes.models import Assignment, BriefVersion
from processes.models.brief_version import LETTER


@dataclass(frozen=True)
class Untold:
    """What the client has not heard yet: ``version`` is the newest of ``versions``."""

    versions: list[BriefVersion]
    lines: list[str]
    dates: str

    @property
    def version(self) -> BriefVersion:
        return self.versions[-1]


def untold(assignment: Assignment) -> Untold | None:
    """In the active language; None where the client knows everything.

    What was changed and changed back since is no news. Two queries.
    """
    new = list(BriefVersion.objects.untold().filter(assignment=assignment).order_by("number"))
    if not new:
        return None
    known = BriefVersion.objects.get(assignment=assignment, number=new[0].number - 1)
    found = lines(changes_between(known.facts, new[-1].facts))
    return Untold(new, found, effects(new))


def draft(assignment: Assignment, to: Contact, *, by: User, at: datetime) -> words.Draft:
    """What is new, in the reader's language, and what it does to the dates."""
    with translation.override(to.language):
        new = untold(assignment)
    facts = words.facts_about(
        assignment=assignment,
        contact=to,
        by=by,
        at=at,
        changes="\n".join(f"– {line}" for line in new.lines) if new else "",
        on_the_dates=new.dates if new else "",
    )
    return words.draft(LETTER, to.language, facts)


def send(
    version: BriefVersion, written: words.Draft, *, to: Contact, by: User, at: datetime
) -> Letter:
    """Puts the letter into the outbox; raises ``OnItsWay`` and ``words.NoAddress``."""
    return telling_letters.send(version, written, kind=LETTER, key="brief", to=to, by=by, at=at)
