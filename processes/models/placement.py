from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _t

from accounts.models import User
from processes.models.assignment import Kind
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.models.extending import Extends, NotRunning
from processes.models.extension import Extension
from processes.models.placement_terms import Contract, what_cannot_be_agreed
from processes.spans import moved_along
from processes.stages import Stage
from processes.timeline import record

__all__ = ["Extension", "NotRunning", "Placement", "PlacementQuerySet"]

# Days whose change is told with what they were; of all other terms only that they changed.
DAYS = ("signed_on", "starts_on", "ends_on", "trial_ends_on", "guarantee_ends_on")


class PlacementQuerySet(models.QuerySet["Placement"]):
    def in_trial(self, day: date) -> PlacementQuerySet:
        return self.filter(starts_on__lte=day, trial_ends_on__gte=day)

    @transaction.atomic
    def agree(
        self, candidacy: Candidacy, *, starts_on: date, by: User | None, at: datetime, **terms: Any
    ) -> Placement:
        """Signed: the candidate takes the role. The candidacy moves to "placed".

        An offer that stands is signed with it. Signed anew, the terms are those of the last time,
        nobody was asked about its end, and nobody has left.
        """
        from processes.models.leaving import Leaving
        from processes.models.offer import Offer

        candidacy.move_to(Stage.PLACED, by=by, at=at)
        Offer.objects.sign_standing(candidacy, by=by, at=at)
        Leaving.objects.filter(placement__candidacy=candidacy).delete()
        terms.setdefault("contract", usual_contract(candidacy, terms.get("ends_on")))
        anew = {"extension": "", "extension_asked_at": None, "extension_answered_at": None}
        placement, is_new = self.update_or_create(
            candidacy=candidacy,
            defaults={"starts_on": starts_on, "agreed_at": at, **anew, **terms},
        )
        if not is_new:
            placement.forget_unopened()
        record(
            EventKind.PLACED,
            by=by,
            at=at,
            candidacy=candidacy,
            visible_to_client=True,
            starts_on=starts_on.isoformat(),
        )
        return placement


def usual_contract(candidacy: Candidacy, ends_on: date | None) -> Contract:
    """What is signed where nobody has said it."""
    if candidacy.assignment.kind == Kind.INTERIM:
        return Contract.CONSULTANT
    return Contract.FIXED_TERM if ends_on else Contract.PERMANENT


class Placement(Extends):
    """A candidate who got the role: contract, start, trial period and guarantee (A2)."""

    candidacy = models.OneToOneField(Candidacy, on_delete=models.PROTECT, related_name="placement")
    agreed_at = models.DateTimeField()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            *what_cannot_be_agreed(),
            models.CheckConstraint(
                condition=models.Q(extension="", extension_answered_at__isnull=True)
                | models.Q(extension__in=Extension.values, extension_answered_at__isnull=False),
                name="an_answered_extension_says_which_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidacy.name}, {self.starts_on}"

    @transaction.atomic
    def change_terms(self, *, by: User, at: datetime, why: str = "", **terms: Any) -> Event | None:
        """Other terms than those signed; the event tells days, of the rest that they changed.

        A new end has been talked about with nobody: answers that are still sealed are dropped.
        Raises ``NotRunning`` for whoever is out.
        """
        mine = self.in_force()
        changed = sorted(name for name, value in terms.items() if getattr(mine, name) != value)
        if not changed:
            return None
        for name in changed:
            setattr(self, name, terms[name])
        self.save(update_fields=changed)
        if "ends_on" in changed:
            self.forget_unopened()
        days: dict[str, Any] = {}
        for name in DAYS:
            if name in changed:
                was, now = getattr(mine, name), getattr(self, name)
                days[name] = now.isoformat() if now else None
                days[f"was_{name}"] = was.isoformat() if was else None
        return record(
            EventKind.PLACEMENT_CHANGED,
            by=by,
            at=at,
            candidacy=self.candidacy,
            text=why,
            visible_to_client="starts_on" in changed,
            fields=changed,
            **days,
        )

    def move_start(self, to: date, *, by: User, at: datetime, why: str = "") -> Event | None:
        """The candidate starts on another day; trial period and guarantee move along with it.

        The end of a contract stays where it is. Raises ``NotRunning``, and ``ValueError`` for a
        day before the contract was signed or after it ends.
        """
        if self.signed_on and to < self.signed_on:
            raise ValueError(_t("Nobody starts before the contract is signed."))
        if self.ends_on and to > self.ends_on:
            raise ValueError(_t("The contract has ended by then."))
        return self.change_terms(by=by, at=at, why=why, **self.starting_on(to))

    def starting_on(self, to: date) -> dict[str, date]:
        """The days that follow from another start."""
        ends = {name: getattr(self, name) for name in ("trial_ends_on", "guarantee_ends_on")}
        along = {name: moved_along(day, self.starts_on, to) for name, day in ends.items() if day}
        return {"starts_on": to, **along}

    def in_force(self) -> Placement:
        """This row, locked and looked at again; raises ``NotRunning`` for whoever is out."""
        in_play = self.candidacy.locked().is_in_play  # first, as whoever agrees it anew does
        # no_key: who gives a yearly word meanwhile plans the next while holding follow-ups.
        mine = Placement.objects.select_for_update(no_key=True, of=("self",)).get(pk=self.pk)
        if not in_play:
            raise NotRunning(_t("%(name)s has left.") % {"name": self.candidacy.name})
        return mine
