"""Whoever applies again after their record was closed: leads are told, and nobody else."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client as Browser
from django.utils import timezone

from candidates.models import Candidate, PerhapsTheSame
from candidates.twin_search import compare_keys
from processes.models import Became
from processes.retention.closing import reopen
from processes.vacancies.back import SAID_FOR, back_again
from tests.cast import NOW, Cast
from tests.processes.vacancies.story import Story, apply


def closed(cast: Cast, **said: str) -> Candidate:
    mine = {"first_name": "Maja", "last_name": "Ny-Berg", "owner": cast.nina, "closed_at": NOW}
    return Candidate.objects.create(**mine | said)


def test_they_are_somebody_new_and_only_leads_learn_more(
    story: Story, cast: Cast, client: Browser
) -> None:
    former = closed(cast, email="MAJA@people.example")
    application = apply(story.vacancy, at=timezone.now())
    assert application.became == Became.NEW
    for user, learns in ((cast.rasmus, False), (cast.lea, True), (cast.ada, True)):
        client.force_login(user)
        page = client.get("/applications/").content.decode()
        assert ("Ny-Berg" in page) is learns
        assert (f"/candidates/{former.pk}/" in page) is learns


def test_opened_again_both_are_found_to_be_alike(story: Story, cast: Cast) -> None:
    former = closed(cast, phone="+46 70 111 22 33", country="SE")
    apply(story.vacancy, phone="+46701112233")
    (back,) = back_again(cast.lea, at=NOW)
    assert back.closed == former
    reopen(former, until=(NOW + timedelta(days=99)).date(), by=cast.lea, at=NOW, why="Is back")
    assert back_again(cast.lea, at=NOW) == []
    compare_keys(at=NOW)
    assert PerhapsTheSame.objects.filter(first=former).exists()


def test_it_is_said_for_a_while_and_not_by_a_name_alone(story: Story, cast: Cast) -> None:
    closed(cast, last_name="Nilsson", city="Lund")
    apply(story.vacancy)
    assert back_again(cast.lea, at=NOW) == []
    closed(cast, email="maja@people.example")
    assert back_again(cast.lea, at=NOW)
    assert back_again(cast.lea, at=NOW + SAID_FOR) == []
