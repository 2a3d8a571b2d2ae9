"""In a rush rows of a chore share a job; what goes wrong with one of them stays its own."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from rq.timeouts import JobTimeoutException

from mailings.chores import due_letters
from recruitcrm import chores
from recruitcrm.chores import BATCH, CHORES, FURTHER_ROWS_FOR, Chore, do, in_jobs
from recruitcrm.queue import ring_on, the_queue

pytestmark = pytest.mark.django_db


def chore(done: list[int], *, fails: int = 0, error: Exception | None = None) -> Chore:
    def do_one(pk: int, at: datetime) -> None:
        done.append(pk)
        if pk == fails:
            raise error or LookupError("no such row")

    return Chore("trial", due_letters, "ring_after", do_one, together=5)


def sizes(rows: int, together: int = 5) -> list[int]:
    one = Chore("trial", due_letters, "ring_after", lambda pk, at: None, together=together)
    jobs = [list(group) for _number, group in in_jobs(one, range(rows))]
    assert [pk for group in jobs for pk in group] == list(range(rows))
    return [len(group) for group in jobs]


@pytest.mark.parametrize(
    ("rows", "together", "expected"),
    [
        (0, 5, []),
        (3, 5, [1, 1, 1]),
        (15, 5, [1] * 15),
        (17, 5, [2] * 8 + [1]),
        (BATCH, 5, [5] * 20),
        (BATCH, 1, [1] * BATCH),
    ],
)
def test_few_rows_have_a_job_each_and_many_share_one(rows, together, expected):
    assert sizes(rows, together) == expected


def test_letters_never_share_a_job():
    """Each has a lease and a line to a mail server that may hang."""
    together = {one.name for one in CHORES if one.together > 1}
    assert together == {"documents", "drafts", "held_files", "reports", "touchpoints"}


def test_one_that_fails_keeps_no_other_from_its_turn(monkeypatch):
    done: list[int] = []
    monkeypatch.setattr(chores, "CHORES", [chore(done, fails=2)])
    with pytest.raises(LookupError) as raised:
        do("trial", 1, 2, 3)
    assert done == [1, 2, 3]
    assert raised.value.__notes__ == ["at trial 2"]


def test_a_job_that_is_told_to_end_takes_on_no_further_row(monkeypatch):
    done: list[int] = []
    monkeypatch.setattr(chores, "CHORES", [chore(done, fails=1, error=JobTimeoutException())])
    with pytest.raises(JobTimeoutException):
        do("trial", 1, 2)
    assert done == [1]


def test_one_that_takes_long_leaves_the_others_to_the_next_ring(monkeypatch):
    done: list[int] = []
    monkeypatch.setattr(chores, "CHORES", [chore(done)])
    monkeypatch.setattr(chores, "FURTHER_ROWS_FOR", timedelta(seconds=-1))
    do("trial", 1, 2)
    assert done == []


def test_the_next_ring_comes_no_later_than_a_job_takes_on_rows():
    for one in CHORES:
        assert one.together == 1 or one.ring_again_after > FURTHER_ROWS_FOR


def test_a_shared_job_has_time_for_its_last_row(redis_server, django_capture_on_commit_callbacks):
    queue = the_queue()
    alone = chore([])
    with django_capture_on_commit_callbacks(execute=True):
        ring_on(queue, alone, 7)
        ring_on(queue, alone, 7, 8)
    first, second = queue.jobs
    assert [list(first.args), list(second.args)] == [["trial", 7], ["trial", 7, 8]]
    assert (first.timeout, second.timeout) == (120, 120 + FURTHER_ROWS_FOR.total_seconds())
