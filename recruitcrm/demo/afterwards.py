"""What goes on beside the searches: care for those placed, who is free, who keeps in touch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from accounts.models import Agency
from candidates.models import Candidate
from processes.models import Assignment, Kind, Placement
from recruitcrm.demo.aftercare import place_earlier
from recruitcrm.demo.caring import let_differ
from recruitcrm.demo.cast import Cast
from recruitcrm.demo.consultants import say_when_free
from recruitcrm.demo.people import Pools
from recruitcrm.demo.shortlists import keep_shortlist
from recruitcrm.demo.signing import ask_to_go_on, is_one_person, leave_early
from recruitcrm.demo.top_of_mind import keep_top_of_mind, open_brief_of_another_role

CONSULTANTS = 14  # who say when they are free
PLACED_EARLIER = 3


def tell_of_others(cast: Cast, pools: Pools, luck: Random, *, at: datetime) -> None:
    """At the end of the story, with everybody who stands on no search."""
    free = list(nobody_knows_yet(pools))
    hours = Agency.current().working_hours()
    lately = min(hours.next_open(at - timedelta(days=1)), at)
    controller, consultant, *_ = place_earlier(cast.clients, free[:PLACED_EARLIER], at=at)
    let_differ(controller, at=at)
    owner = consultant.candidacy.assignment.owner
    ask_to_go_on(consultant, by=owner, at=lately)
    free = free[PLACED_EARLIER:]
    say_when_free(free[:CONSULTANTS], at=at, luck=luck)
    begun = Placement.objects.filter(
        starts_on__lt=at.date(), guarantee_ends_on__gt=at.date(), candidacy__ended_at=None
    )
    gone = begun.exclude(pk=controller.pk).select_related("candidacy__assignment").first()
    if gone is not None:
        leave_early(gone, by=gone.candidacy.assignment.owner, at=lately)
    for assignment in Assignment.objects.open().exclude(kind=Kind.INTERIM).order_by("pk"):
        keep_shortlist(assignment, by=assignment.owner, at=lately)
    open_brief_of_another_role(cast.clients["Nordvik Energi"], at=lately)
    if free:
        is_one_person(free[-1], cast.contacts["Sara Berg"])
    keep_top_of_mind(at=at)


def nobody_knows_yet(pools: Pools) -> Iterator[Candidate]:
    """Swedes who stand on no assignment, in the order of their making."""
    known = set(Candidate.objects.filter(candidacies__isnull=False).values_list("pk", flat=True))
    for (_trade, country), pool in pools.items():
        if country == "SE":
            yield from (person for person in pool if person.pk not in known)
