"""Two records of one person become one: everything that hangs on the one goes to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.models import User
from candidates.models import Candidate, Document, Merge, NotTheSame
from candidates.models.document_order import give_text
from candidates.models.merge import UNDONE_WITHIN
from processes.merging import candidacies
from processes.merging.candidacies import Twice, twice_on
from processes.merging.facts import FACTS, Side, reckoned
from processes.merging.ledger import Ledger
from processes.merging.relations import OF_CANDIDATES, Way
from processes.models import Availability, Candidacy, EventKind
from processes.timeline import record


class CannotMerge(Exception):
    """Something stands in the way; its words are for the page."""


@dataclass(frozen=True)
class Plan:
    """What would become of two records; nothing is written."""

    kept: Candidate
    gone: Candidate
    twice: list[Twice] = field(default_factory=list)

    @classmethod
    def of(cls, kept: Candidate, gone: Candidate, *, lock: bool = False) -> Plan:
        return cls(kept, gone, twice_on(kept, gone, lock=lock))

    def in_the_way(self, user: User) -> list[str]:
        """Why it cannot be done, as this person may read it."""
        if self.kept.pk == self.gone.pk:
            return [_("This is one and the same record.")]
        wrong = [
            _("%(name)s was made one with another record.") % {"name": one.full_name}
            for one in (self.kept, self.gone)
            if one.merged_into_id
        ]
        wrong += [
            _("The record of %(name)s is closed.") % {"name": one.full_name}
            for one in (self.kept, self.gone)
            if one.closed_at
        ]
        for twice in self.twice:
            if why := twice.in_the_way():
                seen = twice.is_visible_to(user)
                said = why % {"assignment": twice.assignment.title}
                wrong.append(said if seen else _("Both are on an assignment that you do not see."))
        return wrong


@transaction.atomic
def unite(
    kept: Candidate, gone: Candidate, chosen: Mapping[str, Side], *, by: User, at: datetime
) -> Merge:
    """Makes ``gone`` one with ``kept``; ``chosen`` says by a fact's name whose value counts.

    Raises ``CannotMerge``. Can be taken back for 30 days: undoing.py.
    """
    rows = Candidate.objects.select_for_update(of=("self",)).order_by("pk")
    locked = rows.in_bulk([kept.pk, gone.pk])
    plan = Plan.of(locked[kept.pk], locked[gone.pk], lock=True)
    if wrong := plan.in_the_way(by):
        raise CannotMerge(" ".join(wrong))
    ledger = Ledger()
    try:
        with transaction.atomic():
            _unite(plan, chosen, ledger, at=at)
    except IntegrityError as error:
        raise CannotMerge(
            _("Both records have something on one assignment that there can be only once.")
        ) from error
    merge = Merge.objects.create(
        kept=plan.kept,
        gone=plan.gone,
        by=by,
        at=at,
        changes=ledger.entries,
        forget_at=at + UNDONE_WITHIN,
    )
    name = plan.gone.full_name
    record(
        EventKind.CANDIDATES_MERGED, by=by, at=at, candidate=plan.kept, name=name, merge=merge.pk
    )
    return merge


def _unite(plan: Plan, chosen: Mapping[str, Side], ledger: Ledger, *, at: datetime) -> None:
    kept, gone = plan.kept, plan.gone
    # First, for PostgreSQL lets events change hands between those who are one.
    ledger.write(gone, {"merged_into_id": kept.pk, "merged_at": at})
    _tell_apart_alike(kept, gone, ledger)
    facts = _facts(kept, gone, chosen)
    if any(fact.get("contact_id") and fact["contact_id"] == gone.contact_id for fact in facts):
        ledger.write(gone, {"contact_id": None})  # a contact is one candidate
    day = _availability(kept, gone, chosen, ledger)
    ledger.write(kept, *facts, *day)
    _documents(kept, gone, ledger)
    for twice in plan.twice:
        candidacies.unite(twice, ledger, at=at)
    ledger.move(Candidacy.objects.filter(candidate=gone), "candidate_id", kept.pk)
    _everything_else(kept, gone, ledger)


def _facts(kept: Candidate, gone: Candidate, chosen: Mapping[str, Side]) -> list[dict[str, Any]]:
    sides = {fact.name: chosen.get(fact.name) or fact.usual(kept, gone) for fact in FACTS}
    told = [fact.chosen(kept, gone, sides[fact.name]) for fact in FACTS]
    return told + reckoned(kept, gone)


def _availability(
    kept: Candidate, gone: Candidate, chosen: Mapping[str, Side], ledger: Ledger
) -> list[dict[str, Any]]:
    """When they are free is said with how they would work; the other word asks nothing more.

    The day that stands at the candidate is the one of what counts.
    """
    rows = Availability.objects.select_for_update(of=("self",)).filter(candidate__in=(kept, gone))
    said = {row.candidate_id: row for row in rows}
    mine, theirs = said.get(kept.pk), said.get(gone.pk)
    if theirs is None:
        return [] if mine is None else [{"available_on": mine.free_from}]
    if mine is None:
        ledger.move(Availability.objects.filter(pk=theirs.pk), "candidate_id", kept.pk)
        return [{"available_on": theirs.free_from}]
    if chosen.get("available_on") == "gone":
        own = {"id", "candidate_id"}
        names = [each.attname for each in Availability._meta.concrete_fields]
        ledger.write(mine, {name: getattr(theirs, name) for name in names if name not in own})
    ledger.write(theirs, {"is_open": False, "agreed_at": None, "next_at": None})
    return [{"available_on": mine.free_from}]


def _documents(kept: Candidate, gone: Candidate, ledger: Ledger) -> None:
    """All go along but copies of what is there; of each kind the kept record's preferred counts."""
    mine = Document.objects.filter(candidate=kept)
    there = set(mine.exclude(digest="").values_list("digest", flat=True))
    preferred = set(mine.filter(preferred=True).values_list("kind", flat=True))
    theirs = Document.objects.filter(candidate=gone)
    # Versions of one document stay together, and what a client reads must stay within reach.
    needed = theirs.exclude(digest__in=there) | theirs.filter(shared__isnull=False)
    chains = needed.annotate(chain=Coalesce("version_of", "pk")).values("chain")
    pks = theirs.annotate(chain=Coalesce("version_of", "pk")).filter(chain__in=chains)
    going = Document.objects.filter(pk__in=list(pks.values_list("pk", flat=True)))
    for document in going.filter(preferred=True, kind__in=preferred).defer("text"):
        ledger.write(document, {"preferred": False})
    ledger.move(going, "candidate_id", kept.pk)
    read_cvs_anew(kept, gone)


def read_cvs_anew(*people: Candidate) -> None:
    """The text that a search goes through is the one of the CV that each has now."""
    for one in people:
        give_text(one.pk, Document.objects.filter(candidate=one, kind=Document.Kind.CV))


def _tell_apart_alike(kept: Candidate, gone: Candidate, ledger: Ledger) -> None:
    """Whoever is not the one is not the other; that these two are told apart no longer counts."""
    for row in NotTheSame.objects.of(kept.pk, gone.pk):
        ledger.remove(row)
    for row in [*NotTheSame.objects.filter(first=gone), *NotTheSame.objects.filter(second=gone)]:
        other = row.second_id if row.first_id == gone.pk else row.first_id
        if not NotTheSame.objects.of(kept.pk, other).exists():
            first, second = sorted((kept.pk, other))
            made = NotTheSame.objects.create(first_id=first, second_id=second, by=row.by, at=row.at)
            ledger.made(made)


def _everything_else(kept: Candidate, gone: Candidate, ledger: Ledger) -> None:
    for name, decision in OF_CANDIDATES.items():
        if decision.way not in (Way.ALONG, Way.ONCE):
            continue
        label, _dot, column = name.rpartition(".")
        rows = apps.get_model(label)._base_manager.filter(**{column: gone.pk})
        if decision.once_per:
            same = candidacies.leave_what_is_there(
                decision.once_per, rows, f"{column}_id", kept.pk, ledger
            )
            rows = rows.exclude(pk__in=same)
        ledger.move(rows, f"{column}_id", kept.pk)
    candidacies.move_by_type(gone, kept.pk, ledger)
