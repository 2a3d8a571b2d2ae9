"""A person who is twice on one assignment: the two candidacies become one.

The one that went further stays; what hangs on the other goes to it. Where that would lose
something that a client has seen or signed, nothing is united and the page says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from accounts.models import User
from candidates.models import Candidate
from processes.merging.ledger import Ledger
from processes.merging.relations import BY_TYPE, OF_CANDIDACIES, Way
from processes.models import Assignment, Candidacy, FollowUp, HoldingMessage, PresentationConsent
from processes.stages import Stage

# What the candidacy that stays takes over where it knows nothing; columns that belong together.
FILLED_UP = [
    ("applied_at",),
    ("consented_at",),
    ("interest",),
    ("client_interest",),
    ("source",),
    ("seniority",),
    ("wish",),
    ("wants_job", "wants_job_asked_at"),
    ("recommendation",),
    ("risk",),
    ("other_offer", "other_offer_answers_on"),
]


@dataclass(frozen=True)
class Twice:
    """Both records are on this assignment: the candidacy that stays, and the one that goes."""

    stays: Candidacy
    goes: Candidacy

    @property
    def assignment(self) -> Assignment:
        return self.stays.assignment

    def in_the_way(self) -> str:
        """Why the two cannot become one; "" where they can."""
        if has_weight(self.goes):
            return _("On “%(assignment)s” both have been presented, offered or placed.")
        if self.goes.is_in_play and not self.stays.is_in_play:
            return _("On “%(assignment)s” one has ended and the other is in play: end it first.")
        return ""

    def is_visible_to(self, user: User) -> bool:
        return Assignment.objects.visible_to(user).filter(pk=self.assignment.pk).exists()


def twice_on(kept: Candidate, gone: Candidate, *, lock: bool = False) -> list[Twice]:
    """Every assignment that both are on."""
    rows = Candidacy.objects.select_related("assignment", "candidate").order_by("assignment", "pk")
    if lock:
        rows = rows.select_for_update(of=("self",))
    rows = rows.filter(
        candidate__in=(kept, gone),
        assignment__in=Candidacy.objects.filter(candidate=kept).values("assignment"),
    ).filter(assignment__in=Candidacy.objects.filter(candidate=gone).values("assignment"))
    by_assignment: dict[int, list[Candidacy]] = {}
    for row in rows:
        by_assignment.setdefault(row.assignment_id, []).append(row)
    return [Twice(*sorted(pair, key=_how_far, reverse=True)) for pair in by_assignment.values()]


def unite(twice: Twice, ledger: Ledger, *, at: datetime) -> None:
    """Everything of the one that goes hangs on the other from now on, and it is taken away."""
    stays, goes = twice.stays, twice.goes
    _by_rule(stays, goes, ledger, at=at)
    for way, rows, column in hanging_on(goes):
        if way.once_per:
            leave_what_is_there(way.once_per, rows, column, stays.pk, ledger, remove=True)
        ledger.move(rows, column, stays.pk)
    move_by_type(goes, stays.pk, ledger)
    facts: list[dict[str, Any]] = [{"added_at": min(stays.added_at, goes.added_at)}]
    for columns in FILLED_UP:
        if not any(getattr(stays, column) for column in columns):
            facts.append({column: getattr(goes, column) for column in columns})
    ledger.remove(goes)
    ledger.write(stays, *facts)


def hanging_on(goes: Candidacy) -> Iterator[tuple[Any, models.QuerySet[Any], str]]:
    """Decision, rows and column of everything that hangs on a candidacy and goes along."""
    for name, decision in OF_CANDIDACIES.items():
        label, _dot, field = name.rpartition(".")
        model = apps.get_model(label)
        if decision.way is not Way.STOPS:
            yield decision, model._base_manager.filter(**{field: goes.pk}), f"{field}_id"


def leave_what_is_there(
    once_per: tuple[str, ...],
    rows: models.QuerySet[Any],
    column: str,
    new: int,
    ledger: Ledger,
    *,
    remove: bool = False,
) -> list[int]:
    """Of these rows those whose like hangs on the new one already; taken away if asked for."""
    there = rows.model._base_manager.filter(**{column: new}).values_list(*once_per)
    known = set(there)
    same = [row for row in rows if tuple(getattr(row, name) for name in once_per) in known]
    for row in same if remove else ():
        ledger.remove(row)
    return [row.pk for row in same]


def move_by_type(old: models.Model, new: int, ledger: Ledger) -> None:
    """Rows that say by type and number that they are about this one are about the new one."""
    of_type = ContentType.objects.get_for_model(old)
    for name, (type_column, number_column) in BY_TYPE.items():
        model = apps.get_model(name.rpartition(".")[0])
        rows = model._base_manager.filter(**{type_column: of_type, number_column: old.pk})
        ledger.move(rows, number_column, new)


def has_weight(candidacy: Candidacy) -> bool:
    """Whether a client has seen, been offered or got this candidate, or had a guide to them."""
    if candidacy.presented_at is not None:
        return True
    stops = [name for name, decision in OF_CANDIDACIES.items() if decision.way is Way.STOPS]
    for name in stops:
        label, _dot, field = name.rpartition(".")
        if apps.get_model(label)._base_manager.filter(**{field: candidacy.pk}).exists():
            return True
    return False


def _how_far(candidacy: Candidacy) -> tuple[bool, bool, int, int]:
    stage = list(Stage.values).index(candidacy.stage)
    return has_weight(candidacy), candidacy.is_in_play, stage, -candidacy.pk


def _by_rule(stays: Candidacy, goes: Candidacy, ledger: Ledger, *, at: datetime) -> None:
    """What may stand open once on a candidacy is closed on the one that goes."""
    open_here = {
        follow_up.subject[:2] + follow_up.subject[4:]
        for follow_up in FollowUp.objects.waiting().filter(candidacy=stays)
    }
    for follow_up in FollowUp.objects.waiting().filter(candidacy=goes).select_for_update():
        if follow_up.subject[:2] + follow_up.subject[4:] in open_here:
            ledger.write(follow_up, {"dropped_at": at, "next_reminder_at": None})
    if PresentationConsent.objects.standing().filter(candidacy=stays).exists():
        for consent in PresentationConsent.objects.standing().filter(candidacy=goes):
            ledger.write(consent, {"taken_back_at": at, "replaced": True})
    waits = {"sent_at": None, "set_aside_at": None}
    if HoldingMessage.objects.filter(candidacy=stays, **waits).exists():
        for message in HoldingMessage.objects.filter(candidacy=goes, **waits):
            ledger.write(message, {"set_aside_at": at, "goes_out_at": None})
