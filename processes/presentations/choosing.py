"""Who may be presented, who is, and what a client would miss (C8, C9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from processes.models import Assignment, Candidacy, MustHave, Presentation
from processes.models.shortlist import ENOUGH
from processes.presentations.facts import Presented, presented
from processes.seen_as import SeenAs, seen_as, written_of
from processes.shown import as_if_presented, names_said
from processes.stages import IN_ORDER, Stage

# Whoever has been interviewed, and nobody beyond the decision.
CAN_BE_PRESENTED = [Stage.INTERVIEWED, Stage.PRESENTED, Stage.CLIENT_MEETING, Stage.OFFER]
AT_MOST = 40  # people to choose from


@dataclass(frozen=True)
class Choice:
    """A candidate who may be presented, and whether they are."""

    candidacy: Candidacy
    said: Presented
    chosen: bool
    seen: SeenAs

    @property
    def needs_asking(self) -> bool:
        """Whether something is to be asked or told before they may be presented."""
        return self.candidacy.lacks_consent() or self.candidacy.lacks_privacy_notice()

    @property
    def lacks(self) -> list[str]:
        """What is not written down, each as a short sentence."""
        missing = self.said.unknown
        said = [
            _("Has not agreed yet to be presented to this client.")
            if self.candidacy.lacks_consent()
            else "",
            _("Has not heard yet what we keep of them.")
            if self.candidacy.lacks_privacy_notice()
            else "",
            ngettext(
                "Evidence for %(count)d must-have is missing.",
                "Evidence for %(count)d must-haves is missing.",
                missing,
            )
            % {"count": missing}
            if missing
            else "",
            "" if self.said.recommendation else _("No word on what argues for them."),
            "" if self.said.risk else _("No risk is named."),
            "" if self.said.expects else _("Expected pay is not known."),
            "" if self.said.available_on else _("Availability is not known."),
        ]
        return [sentence for sentence in said if sentence]


def candidates_for(assignment: Assignment) -> list[Candidacy]:
    """Whoever may be presented, those furthest first; the client's own candidate at any stage."""
    rows = assignment.candidacies.in_play().filter(
        Q(stage__in=CAN_BE_PRESENTED) | Q(is_clients_own=True) & ~Q(stage=Stage.PLACED)
    )
    rows = rows.as_shown().asking_consent().select_related("candidate").prefetch_related("fits")
    rows = rows.order_by("pk")[:AT_MOST]
    return sorted(
        rows,
        key=lambda one: (not one.recommended, -IN_ORDER.index(Stage(one.stage)), one.stage_since),
    )


def choices(
    assignment: Assignment,
    order: Sequence[int] | None,
    chosen: set[int] | None,
    draft: Presentation | None,
) -> list[Choice]:
    """Everybody who may be presented: in the order asked for, in the draft's, or as proposed.

    ``order`` and ``chosen`` are candidacies as they are being typed. Without a draft those are
    chosen who were in the last version, else everybody.
    """
    people = candidates_for(assignment)
    if order is None or chosen is None:
        order = wanted(assignment, draft)
        chosen = set(order) if order is not None else {one.pk for one in people}
    place = {pk: number for number, pk in enumerate(order or ())}
    people.sort(key=lambda one: place.get(one.pk, len(place)))
    must_haves: list[MustHave] = list(assignment.must_haves.all())
    as_if_presented([one for one in people if one.pk in chosen], assignment)
    return [
        Choice(candidacy, said, candidacy.pk in chosen, seen(candidacy, said))
        for candidacy, said in zip(people, presented(people, must_haves), strict=True)
    ]


def seen(candidacy: Candidacy, said: Presented) -> SeenAs:
    return seen_as(candidacy, written_of(candidacy, [point.evidence for point in said.points]))


def wanted(assignment: Assignment, draft: Presentation | None) -> list[int] | None:
    """Whom the draft names, else the last version; None where there is neither."""
    if draft is not None:
        return list(draft.lines.values_list("candidacy_id", flat=True))
    last = Presentation.objects.frozen().filter(assignment=assignment).first()
    return [person.candidacy for person in last.said.people] if last else None


def warnings(
    choices: Sequence[Choice],
    must_haves: Sequence[str],
    introduction: str = "",
    *,
    minimum: int = ENOUGH,
) -> list[str]:
    """What the client would miss in this selection, and what gives a name away.

    ``minimum``: how many people the agency wants on a shortlist.
    """
    chosen = [choice.said for choice in choices if choice.chosen]
    found = []
    if not must_haves:
        found.append(_("The assignment names no must-haves, so there is nothing to compare on."))
    if len(chosen) < minimum:
        found.append(
            ngettext(
                "%(count)d person is no selection: the client should compare at least %(minimum)d.",
                "%(count)d people are no selection: the client should compare at least "
                "%(minimum)d.",
                len(chosen),
            )
            % {"count": len(chosen), "minimum": minimum}
        )
    unasked = [choice.said.name for choice in choices if choice.chosen and choice.needs_asking]
    if unasked:
        said = _("Nothing goes out with somebody who was not asked first: %(names)s.")
        found.append(said % {"names": ", ".join(unasked)})
    without = [person.name for person in chosen if person.unknown]
    if without:
        names = {"names": ", ".join(without)}
        found.append(_("Evidence for a must-have is missing: %(names)s.") % names)
    if chosen and not any(person.recommended for person in chosen):
        found.append(_("Nobody is recommended. Say whom you would take, and why."))
    telling = [
        choice.said.name
        for choice in choices
        if choice.chosen
        and not choice.seen.is_named
        and (choice.seen.named_in or names_said([introduction], choice.candidacy.candidate))
    ]
    if telling:
        said = _(
            "What you wrote says the name of somebody whom the client does not see by name: "
            "%(names)s. It goes out as it was typed."
        )
        found.append(said % {"names": ", ".join(telling)})
    return found
