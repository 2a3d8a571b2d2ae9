"""Three weeks of an assignment, written by hand, so that every figure can be counted by hand.

Monday 2 November 2026 it is opened; Friday 20 November, 15:00 in Stockholm, its report is due.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from candidates.models import Candidate
from processes.models import Assignment, Candidacy, Fit, Meeting, Obstacle
from processes.timeline import record
from tests.cast import Cast, agrees
from tests.remembered import Remembered, remembered

FRIDAY = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
LAST_FRIDAY = FRIDAY - timedelta(days=7)
NEXT_FRIDAY = FRIDAY + timedelta(days=7)


def on(day: int, hour: int = 9) -> datetime:
    """A moment of November 2026 in Stockholm."""
    return datetime(2026, 11, day, hour - 1, tzinfo=UTC)


class Story(metaclass=Remembered):
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.assignment: Assignment = cast.payroll(
            at=on(2),
            presentation_on=date(2026, 11, 18),
            meetings_on=date(2026, 11, 24),
            decision_on=date(2026, 11, 30),
        )
        self.search()
        self.present()

    def person(self, name: str, *, at: datetime, applied: bool = False) -> Candidacy:
        first, last = name.split()
        candidate = Candidate.objects.create(
            first_name=first, last_name=last, owner=self.cast.nina, about="CANARY about"
        )
        return self.assignment.add(candidate, by=self.cast.nina, at=at, applied=applied)

    def move(self, candidacy: Candidacy, *stages: str, at: datetime) -> None:
        agrees(candidacy)
        for stage in stages:
            candidacy.move_to(stage, by=self.cast.nina, at=at)

    def ring(self, candidacy: Candidacy, *, at: datetime, reached: bool) -> None:
        record(
            "called",
            by=self.cast.nina,
            at=at,
            candidacy=candidacy,
            reached=reached,
            text="CANARY what was said",
        )

    @remembered
    def search(self) -> None:
        """Two weeks ago: seven found, five contacted, one went on, three said no."""
        nina = self.cast.nina
        for act in self.assignment.activities.exclude(
            milestone__in=["presentation", "meetings", "decision"]
        ):
            act.tick_off(by=nina, at=on(5))
        record(
            "called",
            by=nina,
            at=on(3),
            assignment=self.assignment,
            contact=self.cast.sara,
            reached=True,
        )
        names = ["Ada Unseen", "Bo Unseen", "Cia Unseen", "Dan Unseen", "Eva Unseen", "Fia Unseen"]
        people = [self.person(name, at=on(4)) for name in names]
        people.append(self.person("Gun Unseen", at=on(4), applied=True))
        for candidacy in people[:5]:
            self.move(candidacy, "contacted", at=on(5))
        self.ring(people[0], at=on(6), reached=True)
        self.ring(people[1], at=on(6), reached=False)
        for candidacy, reason in zip(
            people[1:4], ["no_answer", "remote_work", "remote_work"], strict=True
        ):
            candidacy.finish(
                "withdrawn",
                reason=reason,
                said_no="candidate",
                by=nina,
                at=on(9),
                words="CANARY words at the end",
            )
        self.ring(people[6], at=on(6), reached=True)  # the applicant has an answer after two days
        self.unseen = people

    @remembered
    def present(self) -> None:
        """This week: Amira and Jonas are presented, an obstacle is told, Sara hears from us."""
        cast, nina = self.cast, self.cast.nina
        self.amira = self.assignment.add(cast.amira, by=nina, at=on(10))
        self.jonas = self.assignment.add(cast.jonas, by=nina, at=on(16))
        for candidacy in (self.amira, self.jonas):
            self.move(candidacy, "contacted", "interested", "interviewed", at=on(16, 11))
            self.ring(candidacy, at=on(17), reached=True)
        Candidacy.objects.filter(pk=self.amira.pk).update(recommended=True)
        self.amira.refresh_from_db()
        self.move(self.amira, "presented", at=on(18))
        self.move(self.jonas, "presented", at=on(19))
        first = self.assignment.must_haves.get(position=1)
        Fit.objects.create(
            candidacy=self.amira, must_have=first, answer="yes", evidence="Hogia for 1,100"
        )
        self.assignment.activities.get(milestone="presentation").tick_off(by=nina, at=on(18))
        self.jonas.note_interest(
            4, by=nina, at=on(19), other_offer="CANARY Rival AB", answers_on=date(2026, 11, 24)
        )
        Meeting.objects.book(self.amira, starts_at=on(24), by=nina, at=on(19))
        told = Obstacle.find(
            assignment=self.assignment,
            kind="remote_work",
            title="Remote work decides",
            evidence="2 of 3 who said no want it",
            proposal="Offer two days",
            by=nina,
            at=on(16),
            decision_wanted_on=date(2026, 11, 24),
        )
        told.tell(by=nina, at=on(17), contact=cast.sara)
        Obstacle.find(
            assignment=self.assignment,
            kind="salary",
            title="CANARY untold",
            evidence="CANARY evidence",
            proposal="CANARY proposal",
            by=nina,
            at=on(19),
        )
        record(
            "called",
            by=nina,
            at=on(20, 10),
            assignment=self.assignment,
            contact=cast.sara,
            reached=True,
            text="CANARY internal words",
        )
        record("noted", by=nina, at=on(20, 11), assignment=self.assignment, text="CANARY note")
