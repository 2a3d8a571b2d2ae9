"""An assignment is closed, once everybody on it has been answered."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from processes.follow_ups.rules import kinds
from processes.models.candidacy import Candidacy
from processes.models.event import Event, EventKind
from processes.models.rooms import OfAssignment
from processes.stages import Stage
from processes.timeline import record

if TYPE_CHECKING:
    from processes.models.application import Application


class Outcome(models.TextChoices):
    FILLED = "filled", _("Filled")
    CANCELLED = "cancelled", _("Cancelled by the client")
    LOST = "lost", _("Lost")


class Unanswered(Exception):
    """An assignment cannot be closed while anyone on it is unanswered (K1); ``names`` says who."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(_t("Still waiting for an answer: %(names)s") % {"names": ", ".join(names)})


class AlreadyClosed(Exception):
    """The assignment has been closed."""


class Closes(OfAssignment):
    """Nobody is left without a word (C7, K1)."""

    def unanswered(self) -> models.QuerySet[Candidacy]:
        """Everyone who still waits for a word from us, or is in play and was told no outcome."""
        people = Candidacy.objects.filter(assignment=self.itself)
        untold = people.in_play().in_talks().ours_to_tell().exclude(stage=Stage.PLACED)
        return people.filter(
            self._owed_a_word() | models.Q(pk__in=untold.values("pk"))
        ).select_related("candidate")

    def applications_to_look_at(self) -> models.QuerySet[Application]:
        """Of people who may be here already; they wait for an answer like everybody else (K1)."""
        from processes.models.application import Application

        waiting = Application.objects.waiting().filter(vacancy__assignment=self.itself)
        return waiting.order_by("at", "pk")

    def _owed_a_word(self) -> models.Q:
        """Who waits for a word; a clock of silence speaks only for those who were turned down.

        Keeping in touch with whoever was placed, and aftercare, go on behind the closing (A1, A3).
        """
        owed = self.itself.follow_ups.waiting().we_owe("candidate")
        words = owed.filter(kind__in=kinds(clock=False, awaited=True)).values("candidacy")
        untold = owed.filter(kind="candidate_silence", candidacy__ended_at__isnull=False)
        return models.Q(pk__in=words) | models.Q(pk__in=untold.values("candidacy"))

    @transaction.atomic
    def close(
        self, outcome: str, *, words: str, by: User, at: datetime, answered_elsewhere: bool = False
    ) -> Event:
        """Closes the assignment with a closing word; refuses while anyone is unanswered (C7, K1).

        ``answered_elsewhere``: who is in play was told in the system the assignment comes from.
        Raises ``Unanswered`` with their names, or ``AlreadyClosed``.
        """
        from processes.models.vacancy import Vacancy

        row = self.itself
        mine = row.locked()
        if not mine.is_open:
            raise AlreadyClosed(_t("This assignment is closed already."))
        unanswered = mine.unanswered()
        if answered_elsewhere:
            unanswered = unanswered.filter(mine._owed_a_word())
        waiting = [candidacy.name for candidacy in unanswered]
        waiting += [application.full_name for application in mine.applications_to_look_at()]
        if waiting:
            raise Unanswered(waiting)
        row.closed_at, row.outcome, row.closing_words = at, outcome, words
        row.save(update_fields=["closed_at", "outcome", "closing_words"])
        Vacancy.objects.take_away_from(row, at=at)
        # Locked: of one that a worker is sending at this moment the letters are written by then.
        unsent = row.reports.on_their_way().filter(letters_at=None)
        for report in unsent.select_for_update(of=("self",)):
            report.stop(_t("The assignment was closed."), by=by, at=at)
        facts: dict[str, Any] = {"elsewhere": True} if answered_elsewhere else {}
        return record(
            EventKind.ASSIGNMENT_CLOSED,
            by=by,
            at=at,
            assignment=row,
            text=words,
            visible_to_client=True,
            outcome=outcome,
            **facts,
        )


A_CLOSED_ONE_HAS_AN_OUTCOME = models.CheckConstraint(
    condition=models.Q(closed_at__isnull=True, outcome="")
    | models.Q(closed_at__isnull=False, outcome__in=Outcome.values),
    name="a_closed_assignment_has_an_outcome",
)
