"""Nordvik's shortlist: Amira and Jonas argued for, Rolf with little known, one only interested."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from candidates.models import Candidate
from processes.models import Candidacy, Presentation
from tests.cast import MONDAY, NOW, Cast, agrees
from tests.remembered import Remembered

YES, PARTLY = "yes", "partly"


class Shortlist(metaclass=Remembered):
    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.assignment = cast.payroll(contacts=[cast.hugo])
        cast.amira.expects, cast.amira.available_on = "78 000 SEK", date(2026, 12, 1)
        cast.amira.city = "Gävle"
        cast.amira.save()
        cast.jonas.expects, cast.jonas.available_on = "1 150 SEK an hour", date(2026, 11, 1)
        cast.jonas.save()
        rolf = Candidate.objects.create(first_name="Rolf", last_name="Ek", owner=cast.nina)
        self.amira = self.interviewed(cast.amira)
        self.jonas = self.interviewed(cast.jonas)
        self.rolf = self.interviewed(rolf)
        self.ewa = self.interviewed(cast.ewa, "contacted", "interested")
        self.argue(
            self.amira,
            [(YES, "Hogia for 1,100"), (YES, "Closed a backlog at Coop"), (YES, "Three juniors")],
            recommended=True,
            recommendation="Has done exactly this, twice.",
            risk="Wants two days at home.",
        )
        self.argue(
            self.jonas,
            [(YES, "2,400 in Hogia"), (PARTLY, "Has negotiated, never closed"), (YES, "Led four")],
            recommendation="Likes to work hands-on.",
            risk="Has another offer.",
        )

    def interviewed(self, candidate: Candidate, *stages: str, at: datetime = MONDAY) -> Candidacy:
        candidacy = agrees(self.assignment.add(candidate, by=self.cast.nina, at=at))
        for stage in stages or ("contacted", "interested", "interviewed"):
            candidacy.move_to(stage, by=self.cast.nina, at=at)
        return candidacy

    def argue(self, candidacy: Candidacy, answers: list[tuple[str, str]], **about: Any) -> None:
        musts = self.assignment.must_haves.all()
        known: dict[str, Any] = {"recommended": False, "is_clients_own": False, "risk": ""}
        pairs = dict(zip((must.pk for must in musts), answers, strict=True))
        candidacy.note_fit(pairs, **(known | about), by=self.cast.nina, at=MONDAY)

    def typed(self, *people: Candidacy, number: int = 1, **more: Any) -> dict[str, Any]:
        """What the form sends with these chosen, in this order, and everybody else behind them."""
        everybody = [self.amira, self.jonas, self.rolf]
        order = [*people, *(one for one in everybody if one not in people)]
        return {
            "number": number,
            "order": [one.pk for one in order],
            "chosen": [one.pk for one in people],
            "introduction": "",
            "feedback_on": "",
            "recipients": [self.cast.sara.pk],
            **more,
        }

    def address(self, what: str) -> str:
        return reverse(what, args=[self.assignment.pk])

    def draft(self, *people: Candidacy, at: datetime = NOW, **more: Any) -> Presentation:
        number = Presentation.objects.next_number(self.assignment)
        draft = Presentation.objects.draft(self.assignment, number=number, at=at)
        said = {"introduction": "", "feedback_on": None, "recipients": [self.cast.sara]} | more
        draft.write(people, **said)
        return draft

    def sent(self, *people: Candidacy, at: datetime = NOW, **more: Any) -> Presentation:
        """Frozen and on its way; a worker takes it further."""
        draft = self.draft(*people, at=at, **more)
        draft.send(by=self.cast.nina, at=at)
        return draft
