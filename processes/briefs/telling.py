"""Telling the client what is new in the brief (C2): all that they have not heard, in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from clients.models import Contact
from mailings.models import Letter
from mailings.models.outbox import LetterQuerySet, LetterState
from processes import words
from processes.briefs.differences import effects, lines
from processes.briefs.snapshot import changes_between
from processes.models import Assignment, BriefVersion
from processes.models.brief_version import LETTER


class OnItsWay(Exception):
    """A letter about it to the same person has been written and not gone out yet."""


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


@transaction.atomic
def send(
    version: BriefVersion, written: words.Draft, *, to: Contact, by: User, at: datetime
) -> Letter:
    """Puts the letter into the outbox; raises ``OnItsWay`` and ``words.NoAddress``."""
    # Whoever sends one at the same moment waits, and finds this one on its way.
    BriefVersion.objects.select_for_update(no_key=True, of=("self",)).get(pk=version.pk)
    theirs = list(letters_about(version).filter(recipient_id=to.pk))
    if any(letter.state == LetterState.WAITING for letter in theirs):
        said = _("A letter about it to %(name)s is on its way already.")
        raise OnItsWay(said % {"name": to.full_name})
    return words.write(
        LETTER,
        written,
        to=to,
        by=by,
        at=at,
        key=f"brief:{version.pk}:{to.pk}:{len(theirs)}",
        occasion=version,
        language=to.language,
    )


def letters_about(version: BriefVersion) -> LetterQuerySet:
    kind = ContentType.objects.get_for_model(BriefVersion)
    found: LetterQuerySet = Letter.objects.filter(
        kind=LETTER, occasion_type=kind, occasion_id=version.pk
    )
    return found.order_by("pk")
