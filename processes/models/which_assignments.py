"""Which assignments: open ones, a client contact's, those to report on; and how one is opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from accounts.models import Role, User
from accounts.search_names import containing
from clients.models import Client, Contact
from processes.confidential import seen_by
from processes.deputies import WhoseChairs
from processes.models.brief_version import BriefVersion
from processes.models.event import EventKind
from processes.models.must_have import MustHave
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.assignment import Assignment


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User) -> AssignmentQuerySet:
        """Staff see all but what is hidden from them; a client's contact, those that name them."""
        if user.is_staff_member:
            return self.filter(seen_by(user, "pk"))
        them = Contact.objects.active().filter(user=user)
        named = self.model.contacts.through.objects.filter(contact__in=them)
        return self.filter(
            models.Q(pk__in=named.values("assignment"))
            | models.Q(decider__in=them)
            | models.Q(ordered_by__in=them),
            client__in=them.values("client"),
        )

    def hidden_from(self, user: User) -> AssignmentQuerySet:
        """Confidential ones of which they are no part; see ``confidential.seen_by``."""
        if user.leads:
            return self.none()
        chairs = WhoseChairs(models.Value(user.pk))
        teams = self.model.team.through.objects.filter(user__in=chairs)
        theirs = models.Q(owner__in=chairs) | models.Q(pk__in=teams.values("assignment"))
        leads = User.objects.filter(pk__in=chairs, role__in=[Role.LEAD, Role.ADMIN])
        return self.filter(~models.Exists(leads), confidential=True).exclude(theirs)

    def locked(self) -> AssignmentQuerySet:
        # no_key: whoever stops a report or puts off a word meanwhile writes an event on this very
        # assignment while holding the row that is waited for next.
        return self.select_for_update(no_key=True, of=("self",))

    def open(self) -> AssignmentQuerySet:
        return self.filter(closed_at__isnull=True)

    def open_first(self) -> AssignmentQuerySet:
        """Open ones, the newest first; behind them those that were closed, the last one first."""
        return self.order_by(models.F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")

    def named(self, typed: str) -> AssignmentQuerySet:
        return self.filter(
            containing("plain_title", typed) | containing("client__plain_name", typed)
        )

    def due_for_draft(self, at: datetime) -> AssignmentQuerySet:
        """Open assignments whose next weekly report is to be drafted."""
        return self.open().filter(next_draft_at__lte=at)

    def look_soon(self, assignment: Assignment, *, at: datetime) -> None:
        """Something has happened that may stand in its way (obstacle_hints.look).

        Whoever has the row for something else keeps it and nobody waits: it is looked at anyway
        within a working day.
        """
        later = models.Q(next_look_at=None) | models.Q(next_look_at__gt=at)
        rows = self.open().filter(later, pk=assignment.pk).order_by()
        free = rows.select_for_update(skip_locked=True, no_key=True).values("pk")
        self.filter(pk__in=free).update(next_look_at=at)

    @transaction.atomic
    def open_one(
        self,
        *,
        client: Client,
        title: str,
        kind: str,
        owner: User,
        by: User,
        at: datetime,
        ordered_by: Contact | None = None,
        decider: Contact | None = None,
        contacts: Iterable[Contact] = (),
        team: Iterable[User] = (),
        must_haves: Iterable[str] = (),
        **brief: Any,
    ) -> Assignment:
        """Opens an assignment with must-haves and schedule; the first calls are owed.

        Raises ``ClientIsClosed``; whoever closes the client at this moment is waited for.
        """
        Client.objects.locked().get(pk=client.pk).refuse_if_closed()
        assignment = self.create(
            client=client,
            title=title,
            kind=kind,
            owner=owner,
            opened_at=at,
            next_look_at=owner.working_hours().add_days(at, 1),
            ordered_by=ordered_by,
            decider=decider,
            **brief,
        )
        assignment.contacts.set({*contacts, *filter(None, [ordered_by, decider])})
        assignment.team.set(team)
        MustHave.objects.write(assignment, must_haves)
        BriefVersion.objects.write(assignment, by=by, at=at)
        assignment.plan_schedule()
        assignment.plan_reports(at=at)
        record(EventKind.ASSIGNMENT_OPENED, by=by, at=at, assignment=assignment)
        return assignment
