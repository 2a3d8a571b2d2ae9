"""A changed brief: what is written, and who hears of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from clients.models import Contact
from processes.briefs.snapshot import snapshot
from processes.deputies import pass_on
from processes.models.brief_version import BriefVersion
from processes.models.event import Event, EventKind
from processes.models.must_have import MustHave
from processes.models.rooms import OfAssignment
from processes.timeline import record


class Edits(OfAssignment):
    """What a client wants changes on the way (C2)."""

    @transaction.atomic
    def edit(
        self,
        *,
        by: User,
        at: datetime,
        contacts: Iterable[Contact],
        must_haves: Iterable[str],
        team: Iterable[User] | None = None,
        dates_effect: str = "",
        dates_words: str = "",
        only_corrected: bool = False,
        **brief: Any,
    ) -> Event | None:
        """Writes a changed brief; the event names the fields that changed, not what they say.

        What the client should hear of is a version of its own, and is owed to them (C2);
        ``dates_effect`` and ``dates_words`` say what it does to the agreed dates. What is
        ``only_corrected`` was meant like that from the beginning, and is news to nobody.
        """
        from processes.models.vacancy import Vacancy

        row = self.itself
        # Whoever saves at the same moment waits: must-haves are written anew, with their evidence.
        mine = row.locked()
        first = None if row.brief_versions.exists() else snapshot(mine)
        before = row.owner
        changed = [name for name, value in brief.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, brief[name])
        if changed:
            row.save(update_fields=changed)
        if "owner" in changed:  # what was owed is owed by the new recruiter
            pass_on(row.follow_ups.waiting(), before, row.owner, at=at)
        people = {*contacts, *filter(None, [row.ordered_by, row.decider])}
        if people != set(row.contacts.all()):
            row.contacts.set(people)
            changed.append("contacts")
        if team is not None and set(team) != set(row.team.all()):
            row.team.set(team)
            changed.append("team")
        if MustHave.objects.write(row, must_haves):
            changed.append("must_haves")
        if "confidential" in changed and row.confidential:
            Vacancy.objects.take_away_from(row, at=at)
        if row.confidential:  # nobody owes what they cannot see
            row.team.add(*row.owing_unseen(row.owner, row.team.all()))
        if not changed:
            return None
        facts: dict[str, Any] = {"fields": sorted(changed)}
        if "decider" in changed:
            facts |= {"other_decider": True, "unheard_decider": self._decider_is_unheard()}
        saved = type(row).objects.select_related("ordered_by", "decider")
        version = BriefVersion.objects.write(
            saved.get(pk=row.pk),  # with what somebody else has saved meanwhile
            before=first,
            effect=dates_effect,
            words=dates_words,
            only_corrected=only_corrected,
            by=by,
            at=at,
        )
        if version:
            facts["version"] = version.number
        return record(EventKind.ASSIGNMENT_EDITED, by=by, at=at, assignment=row, **facts)

    def _decider_is_unheard(self) -> bool:
        """Somebody decides with whom nobody has talked about this assignment yet (C1)."""
        row = self.itself
        talks = row.events.standing().filter(
            kind__in=[EventKind.CALLED, EventKind.MET], reached=True
        )
        return row.decider is not None and not talks.filter(contact=row.decider).exists()
