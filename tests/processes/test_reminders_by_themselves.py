"""Two weeks of reminders as ticker and worker make them: none twice, none at night."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Min

from accounts.models import User
from clients.models import Contact
from mailings.models import Letter
from processes.chores import due_digests, send_digest
from processes.models import Digest, FollowUp, Reminder
from recruitcrm.chores import Chore, tick
from tests.cast import Cast
from tests.processes.follow_ups.words import stockholm

OURS = {"digests", "client_reminders"}
A_WHILE = timedelta(minutes=5)


def let_pass(start: datetime, end: datetime, *, lost: int) -> None:
    """From one due moment to the next; every `lost`-th job is never done, the others twice."""
    due_digests(start)
    jobs: list[tuple[Chore, int]] = []
    at, number = start, 0
    while at <= end:
        jobs.clear()
        tick(at, ring=lambda chore, pk: jobs.append((chore, pk)))
        for chore, pk in jobs:
            number += 1
            if chore.name in OURS and number % lost:
                chore.do(pk, at)
                chore.do(pk, at)
        at = max(at + A_WHILE, next_due())


def next_due() -> datetime:
    reminders = FollowUp.objects.waiting().clients_owe().aggregate(at=Min("next_reminder_at"))
    digests = Digest.objects.aggregate(at=Min("next_at"))
    moments: list[datetime] = [one for one in (reminders["at"], digests["at"]) if one]
    return min(moments)


@pytest.mark.django_db
def test_two_weeks_over_christmas_in_two_countries(cast: Cast) -> None:
    ordered = stockholm(16, 9, month=12)
    cast.presented(cast.jonas, cast.payroll(at=ordered), at=ordered)
    cast.presented(cast.amira, cast.data_engineer(at=ordered), at=stockholm(17, 15, month=12))
    cast.presented(cast.ewa, cast.data_engineer(at=ordered), at=stockholm(18, 9, month=12))
    end = ordered + timedelta(days=16)
    let_pass(ordered, end, lost=5)

    steps = Counter(Reminder.objects.values_list("follow_up", "step"))
    assert max(steps.values()) == 1
    for feedback in FollowUp.objects.filter(kind="client_feedback"):
        taken = set(feedback.reminders.values_list("step", flat=True))
        assert {"contact_0", "contact_2", "contact_4", "owner"} <= taken
    asked = Letter.objects.filter(kind="feedback_reminder")
    for letter in asked:
        assert isinstance(letter.recipient, Contact)
        assert letter.recipient.client.working_hours().is_open(letter.created_at)
    days = Counter((letter.to, letter.created_at.date()) for letter in Letter.objects.all())
    assert max(days.values()) == 1
    for letter in Letter.objects.filter(kind="digest"):
        assert isinstance(letter.recipient, User)
        local = letter.recipient.local(letter.created_at)
        assert letter.recipient.working_hours().is_working_day(local.date())
        assert (7, 30) <= (local.hour, local.minute) < (17, 0)


@pytest.mark.django_db
def test_a_job_that_was_lost_is_due_again_by_itself(cast: Cast) -> None:
    cast.presented(cast.jonas, cast.payroll())
    rung: list[tuple[str, int]] = []

    def ring(chore: Chore, pk: int) -> None:
        rung.append((chore.name, pk))

    due = stockholm(18, 9)
    tick(due, ring=ring)
    tick(due + timedelta(seconds=1), ring=ring)
    assert [name for name, _pk in rung].count("client_reminders") == 1
    tick(due + timedelta(minutes=2), ring=ring)
    assert [name for name, _pk in rung].count("client_reminders") == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_digest() -> None:
    cast = Cast()
    cast.payroll()
    digest = Digest.objects.create(user=cast.nina, next_at=stockholm(18, 7, 30))
    gate = threading.Barrier(2)

    def work() -> None:
        gate.wait()
        try:
            send_digest(digest.pk, stockholm(18, 7, 30))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert Letter.objects.filter(kind="digest").count() == 1
    assert Reminder.objects.filter(step="owner").count() == 2
