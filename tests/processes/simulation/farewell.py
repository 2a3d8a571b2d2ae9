"""Kind noes and the closing of an assignment: who may be written to is, whoever met us is rung."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

import pytest

from processes import closings, declines, words
from processes.models import Assignment, Candidacy, Closing, Unanswered
from processes.words import Draft
from tests.processes.simulation.desk import REACHED, Desk


@dataclass
class Farewell:
    """How an assignment ends at its recruiter's desk; ``trials`` counts vain attempts to close."""

    assignment: Assignment
    outcome: str
    desk: Desk
    luck: Random
    closing: Closing | None = None
    trials: int = 0

    def begin(self, at: datetime) -> None:
        """Posts the closing page; until it is complete somebody looks at it at every sitting."""
        assignment = self.assignment
        letters = {
            contact: closings.closing_text(contact, assignment, by=self.desk.who, at=at)
            for contact in closings.contacts_of(assignment)
        }
        self.closing = closings.begin(
            assignment,
            self.outcome,
            words="The role was given to somebody inside.",
            letters=letters,
            words_for=lambda candidacy: draft(candidacy, self.desk, at, closing=True),
            by=self.desk.who,
            at=at,
        )
        self.go_on(at)

    def go_on(self, at: datetime) -> None:
        assert self.closing is not None
        self.closing.refresh_from_db()
        self.assignment.refresh_from_db()
        if self.closing.completed_at:
            return
        self.refuses(at)
        for telling in closings.to_tell(self.assignment):
            if telling.must_call and self.luck.random() < REACHED:
                declines.tell_by_phone(
                    telling.candidacy,
                    reason=closings.REASONS[self.outcome],
                    said_no="we",
                    words="Why it was somebody else.",
                    by=self.desk.who,
                    at=at,
                )
        self.closing.complete(at=at)
        self.desk.next_time(self.go_on)

    def refuses(self, at: datetime) -> None:
        """The database verb refuses while anybody is unanswered, and names them."""
        waiting = {candidacy.name for candidacy in self.assignment.unanswered()}
        if not waiting:
            return
        self.trials += 1
        with pytest.raises(Unanswered) as refusal:
            self.assignment.close(self.outcome, words="Words.", by=self.desk.who, at=at)
        assert set(refusal.value.names) == waiting


def draft(candidacy: Candidacy, desk: Desk, at: datetime, *, closing: bool = False) -> Draft:
    kind = declines.kind_of_text(candidacy, closing=closing)
    facts = words.facts_about(candidacy=candidacy, by=desk.who, at=at)
    return words.draft(kind, declines.language_of(candidacy.candidate), facts)


def decline_kindly(candidacy: Candidacy, desk: Desk, at: datetime) -> bool:
    """By a letter that cools for a while; whether one was planned."""
    person = declines.with_meetings(Candidacy.objects.filter(pk=candidacy.pk)).get()
    planned = declines.plan(
        person.assignment,
        [person],
        lambda one: draft(one, desk, at),
        reason="must_have",
        by=desk.who,
        at=at,
    )
    return bool(planned.declines)
