"""Where a search looks: companies agreed with the client, and how far it has come at each."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from accounts.models import User
from processes.models import Assignment, CompanyState, TargetCompany
from recruitcrm.demo.agenda import Agenda

MOST = 8
# Working days after the agreement: up to which company of the list it has come so far.
PROGRESS = (
    (3, CompanyState.RESEARCHED, 8),
    (6, CompanyState.APPROACHED, 5),
    (14, CompanyState.EXHAUSTED, 2),
    (20, CompanyState.APPROACHED, 7),
)


def agree_companies(
    assignment: Assignment,
    *,
    employers: list[str],
    our_clients: list[str],
    agenda: Agenda,
    by: User,
    at: datetime,
) -> None:
    """Where the people work who could do it; our own clients are off limits."""
    wanted = [name for name in employers if name != "own company" and not name.startswith("a ")]
    companies = TargetCompany.objects.agree(
        assignment, [*wanted[:MOST], *our_clients], by=by, at=at
    )
    for company in companies:
        if company.name in our_clients:
            company.move_to(CompanyState.OFF_LIMITS, by=by, at=at)
    for days, state, number in PROGRESS:
        agenda.on_day(by, at, days, 14, partial(come_further, assignment, by, state, number))


def come_further(
    assignment: Assignment, by: User, state: CompanyState, number: int, at: datetime
) -> None:
    if not assignment.is_open:
        return
    companies = assignment.target_companies.exclude(state=CompanyState.OFF_LIMITS)
    for company in companies.exclude(state=CompanyState.EXHAUSTED).order_by("pk")[:number]:
        company.move_to(state, by=by, at=at)
