"""Two look, write down or send at the same moment: one does, the other finds it done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection

from mailings.models import Letter
from processes.models import AnsweredMeanwhile, Event, Obstacle, ObstacleHint
from processes.obstacle_hints import look
from processes.obstacle_letter import send
from processes.telling_letters import OnItsWay
from processes.words import Draft
from tests.cast import NOW, Cast
from tests.processes.follow_ups.test_two_at_once import in_another_session
from tests.processes.test_propose_obstacle import LATER, TYPED, proposed, withdraw

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_machines_propose_it_once() -> None:
    payroll = Cast().payroll()
    withdraw(payroll, *["salary"] * 3)

    def on_a_machine(_number: int) -> None:
        try:
            look(payroll.pk, LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as machines:
        list(machines.map(on_a_machine, range(4)))
    assert ObstacleHint.objects.count() == 1
    assert Event.objects.filter(kind="obstacle_proposed").count() == 1


def test_one_dismisses_it_while_another_writes_it_down() -> None:
    cast = Cast()
    hint = proposed(cast.payroll())
    seen_before = ObstacleHint.objects.get(pk=hint.pk)
    hint.dismiss("No", by=cast.rasmus, at=LATER)
    with pytest.raises(AnsweredMeanwhile):
        Obstacle.find(assignment=hint.assignment, **TYPED, hint=seen_before, by=cast.nina, at=LATER)
    assert not Obstacle.objects.exists()
    assert not Event.objects.filter(kind="obstacle_raised").exists()


def test_two_letters_at_the_same_moment_are_one() -> None:
    cast = Cast()
    obstacle = Obstacle.find(assignment=cast.payroll(), **TYPED, by=cast.nina, at=NOW)
    refused: list[str] = []

    def write(words: str) -> None:
        try:
            send(obstacle, Draft("Pay", words), to=cast.sara, by=cast.nina, at=NOW)
        except OnItsWay as refusal:
            refused.append(str(refusal))

    threads = [in_another_session(partial(write, words)) for words in ("one", "two")]
    for thread in threads:
        thread.join(10)
    assert Letter.objects.count() == 1
    assert refused == ["A letter about it to Sara Berg is on its way already."]
