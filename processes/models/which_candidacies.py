"""Which candidacies: in play, shown to the client, in reserve; and what is read along with them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce, Concat, JSONObject

from accounts.models import Agency, User
from clients.models import Contact
from processes import shown
from processes.confidential import seen_by
from processes.models.event import Event, EventKind
from processes.models.follow_up import FollowUp
from processes.models.shortlist import ENOUGH
from processes.stages import ON_SHORTLIST, TALKED_WITH, Stage

if TYPE_CHECKING:
    from processes.models.candidacy import Candidacy

SHOWN_IN = 5  # presentations that a row names


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def visible_to(self, user: User) -> CandidacyQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user))

    def opened_by(self, user: User) -> CandidacyQuerySet:
        """Whose page this person of the agency may open: of closed people only leads."""
        return self if user.leads else self.filter(candidate__closed_at__isnull=True)

    def in_play(self) -> CandidacyQuerySet:
        return self.filter(ended_at__isnull=True)

    def ended(self) -> CandidacyQuerySet:
        return self.filter(ended_at__isnull=False)

    def in_talks(self) -> CandidacyQuerySet:
        """Whoever has applied, said yes to talking, was reached in a talk, or has answered us."""
        talks = models.Q(kind=EventKind.CALLED, reached=True, contact=None)
        talks |= models.Q(kind=EventKind.MET, reached=True)
        talks |= models.Q(kind=EventKind.MAILED, facts__rang="them")
        heard = Event.objects.standing().filter(talks, candidacy=models.OuterRef("pk"))
        return self.filter(
            models.Q(applied_at__isnull=False)
            | models.Q(stage__in=[*TALKED_WITH, Stage.PLACED])
            | models.Exists(heard.order_by())
        )

    def with_waiting(self, clocks_until: datetime) -> CandidacyQuerySet:
        """Each with its assignment, and with the open follow-ups on it as ``waiting``."""
        shown = FollowUp.objects.waiting().without_clocks_after(clocks_until)
        waiting = models.Prefetch("follow_ups", shown, to_attr="waiting")
        own = [field.attname for field in self.model._meta.concrete_fields]
        named = self.select_related("assignment__client").only(
            *own, "assignment__title", "assignment__client__name"
        )
        return named.prefetch_related(waiting)

    def shown_to_client(self) -> CandidacyQuerySet:
        """People the client may see: from "presented" on, wherever they stand now."""
        return self.filter(presented_at__isnull=False)

    def as_shown(self) -> CandidacyQuerySet:
        """Each with what says how a client sees them; the candidate is needed beside it."""
        return shown.with_showing(self)

    def ours_to_tell(self) -> CandidacyQuerySet:
        """All but the client's own candidates, with whom only the client speaks (C8)."""
        return self.exclude(is_clients_own=True, contact_agreed_at=None)

    def asking_consent(self) -> CandidacyQuerySet:
        """Each with whether they have ever applied to us, as ``has_applied``: see consent.py."""
        applied = self.model.objects.filter(
            candidate=models.OuterRef("candidate"), applied_at__isnull=False
        )
        return self.annotate(has_applied=models.Exists(applied))

    def with_shown(self) -> CandidacyQuerySet:
        """Each with the presentations in which the client got them: ``shown_in``, newest first.

        The version, the moment, and who at the client was to read it.
        """
        from processes.models.presentation_line import PresentationLine

        readers = Contact.objects.filter(pk__in=models.OuterRef("presentation__recipients"))
        lines = PresentationLine.objects.filter(
            candidacy=models.OuterRef("pk"), presentation__sent_at__isnull=False
        )
        said = JSONObject(
            version="presentation__number",
            at="presentation__sent_at",
            to=ArraySubquery(
                readers.order_by("pk").values(name=Concat("first_name", Value(" "), "last_name"))
            ),
        )
        newest = lines.order_by("-presentation__number").values(said=said)
        return self.annotate(shown_in=ArraySubquery(newest[:SHOWN_IN]))

    def locked(self) -> CandidacyQuerySet:
        # no_key: who hands over or puts off a word on it meanwhile writes an event about it while
        # holding the follow-up that we settle next.
        return self.select_for_update(no_key=True, of=("self",))

    def on_shortlist(self) -> CandidacyQuerySet:
        """Those whom the client may still choose."""
        return self.in_play().filter(stage__in=ON_SHORTLIST)

    def reserves(self) -> CandidacyQuerySet:
        """Who stands behind them, in order."""
        return self.in_play().filter(reserve__isnull=False).order_by("reserve")

    def with_selection(self) -> CandidacyQuerySet:
        """Each with how many others the client may choose from, and how many there should be."""
        same = self.model.objects.on_shortlist().filter(assignment=models.OuterRef("assignment"))
        others = same.exclude(pk=models.OuterRef("pk")).order_by().values("assignment")
        counted = others.annotate(count=models.Count("pk")).values("count")
        wanted = Agency.objects.values("shortlist_minimum")[:1]
        return self.annotate(
            others_presented=Coalesce(models.Subquery(counted), 0),
            minimum=Coalesce(models.Subquery(wanted), ENOUGH),
        )

    def with_next_number(self) -> CandidacyQuerySet:
        """Each with the next number on its assignment as ``next_number``: see ``until_free``."""
        same = self.model.objects.filter(assignment=models.OuterRef("assignment"))
        last = same.filter(number__isnull=False).order_by("-number").values("number")[:1]
        return self.annotate(next_number=Coalesce(models.Subquery(last), 0) + 1)
