"""What the pages about twins show: pairs with their reasons, and what hangs on a record."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import ngettext

from accounts.models import User
from candidates.models import Candidate, PerhapsTheSame, TwinReason
from processes.letters_seen import letters_seen_by
from processes.merging.uniting import Plan

PAGE = 30


@dataclass(frozen=True)
class OpenPair:
    first: Candidate
    second: Candidate
    reasons: list[str | Promise]


@dataclass(frozen=True)
class PairPage:
    """Some open pairs, found last first; ``older``: the mark to ask for the next ones."""

    pairs: list[OpenPair]
    older: str


def open_pairs(before: str = "") -> PairPage:
    rows = PerhapsTheSame.objects.open().select_related("first", "second").order_by("-pk")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    pairs = [OpenPair(row.first, row.second, in_words(row.reasons)) for row in found[:PAGE]]
    return PairPage(pairs, str(found[PAGE - 1].pk) if len(found) > PAGE else "")


def in_words(reasons: list[str]) -> list[str | Promise]:
    known = dict(TwinReason.choices)
    return [known[reason] for reason in reasons if reason in known]


def what_goes_along(plan: Plan, user: User) -> list[str]:
    """What hangs on the record that goes, as far as this person sees it, in words."""
    gone = plan.gone
    shared = {twice.assignment.pk for twice in plan.twice}
    on = gone.candidacies.visible_to(user).exclude(assignment__in=shared).count()
    events = gone.events.visible_to(user).count()
    documents = gone.documents.count()
    letters = (
        letters_seen_by(user)
        .filter(
            recipient_type__app_label="candidates",
            recipient_type__model="candidate",
            recipient_id=gone.pk,
        )
        .count()
    )
    pools = gone.pool_memberships.count()
    lines = ngettext("%(count)d line of the timeline", "%(count)d lines of the timeline", events)
    said = [
        (on, ngettext("%(count)d assignment", "%(count)d assignments", on)),
        (events, lines),
        (documents, ngettext("%(count)d document", "%(count)d documents", documents)),
        (letters, ngettext("%(count)d letter", "%(count)d letters", letters)),
        (pools, ngettext("%(count)d pool", "%(count)d pools", pools)),
    ]
    return [words % {"count": count} for count, words in said if count]
