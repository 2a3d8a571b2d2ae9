"""The year: ten assignments one after the other, three recruiters, three hundred people.

2032 is a leap year of 53 weeks. It begins here on the Monday of its first week and ends behind
the new year that follows, so that both clock changes, on either side of the Atlantic, are in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from accounts.models import Agency as AgencyRow
from accounts.models import Leave
from processes.models import Candidacy
from tests.processes.simulation.agency import Agency, moment
from tests.processes.simulation.clock import Clock
from tests.processes.simulation.desk import Desk
from tests.processes.simulation.search import Search
from tests.processes.simulation.watch import Watch

FIRST, LAST = date(2031, 12, 29), date(2033, 1, 7)
IGNORES = date(2032, 3, 22), date(2032, 4, 4)  # Kasia; Europe's clocks change within
AWAY = date(2032, 7, 5), date(2032, 7, 18)  # Nina; Kasia sits in her chair
# The day, the hour where the client is, the client, how many weeks.
ORDERS = [
    (date(2031, 12, 30), 9.5, 0, 6),  # over the new year
    (date(2032, 2, 13), 16.8, 1, 5),  # over the leap day and the change of the clocks
    (date(2032, 2, 20), 11.2, 4, 5),  # America's clocks change two weeks before Europe's
    (date(2032, 3, 20), 20.1, 2, 5),  # on a Saturday evening
    (date(2032, 5, 12), 8.1, 3, 5),
    (date(2032, 6, 22), 10.4, 0, 5),  # midsummer and a leave
    (date(2032, 8, 2), 13.3, 5, 5),
    (date(2032, 9, 24), 15.9, 1, 5),
    (date(2032, 10, 15), 9.9, 2, 5),  # both autumn changes
    (date(2032, 11, 26), 7.4, 3, 5),  # until week 53
]
FOUND, APPLIED = 20, 10


@dataclass
class Story:
    """Everything that happens; ``watch`` looks at it moment by moment."""

    watch: Watch = field(default_factory=Watch)
    luck: Random = field(default_factory=lambda: Random(53))  # noqa: S311 (a story, no secret)
    agency: Agency = field(init=False)
    clock: Clock = field(init=False)
    desks: list[Desk] = field(init=False)
    searches: list[Search] = field(default_factory=list)

    def __post_init__(self) -> None:
        ends_at = datetime.combine(LAST, datetime.min.time(), UTC) + timedelta(days=1)
        self.clock = Clock(ends_at, self.watch.look)
        self.agency = Agency(self.luck)
        self.desks = [
            Desk(who, self.clock, self.agency, self.luck, self.heard)
            for who in self.agency.recruiters
        ]
        for desk, neighbour in zip(
            self.desks, self.agency.recruiters[1:] + self.agency.recruiters[:1], strict=True
        ):
            desk.neighbour = neighbour
        self.desks[0].away, self.desks[1].ignores = AWAY, IGNORES
        self.clock.put(datetime(2032, 5, 31, 12, tzinfo=UTC), self.plan_leave)
        self.clock.put(datetime(2032, 6, 1, 5, tzinfo=UTC), self.let_messages_go)
        self.watch.desks = self.desks
        for desk in self.desks:
            desk.plan_year(FIRST, LAST)
        for order in ORDERS:
            self.order(*order)

    def order(self, day: date, hour: float, number: int, weeks: int) -> None:
        client = self.agency.clients[number]
        desk = next(desk for desk in self.desks if desk.who == client.owner)
        people = self.agency.find(FOUND + APPLIED, desk.who, client.country)
        search = Search(
            client,
            desk,
            self.clock,
            self.agency,
            self.luck,
            found=people[:FOUND],
            applicants=people[FOUND:],
            weeks=weeks,
        )
        self.searches.append(search)
        self.clock.put(moment(day, hour, client.working_hours().zone), search.open)

    def plan_leave(self, at: datetime) -> None:
        away, deputy = self.desks[0], self.desks[1].who
        Leave.objects.plan(user=away.who, deputy=deputy, starts_on=AWAY[0], ends_on=AWAY[1], at=at)

    def let_messages_go(self, at: datetime) -> None:
        """From now on a holding message that nobody touches goes out by itself."""
        agency = AgencyRow.current()
        agency.holding_goes_out_at = time(10)
        agency.save(update_fields=["holding_goes_out_at"])

    def heard(self, candidacy: Candidacy, at: datetime, from_client: bool) -> None:
        search = next(
            one
            for one in self.searches
            if one.is_open and one.assignment.pk == candidacy.assignment_id
        )
        (search.shortlist.decide if from_client else search.heard)(candidacy, at)
