from __future__ import annotations

import pytest
from django.test import Client as Browser

from processes.models import Candidacy, FollowUp
from tests.cast import NOW, Cast


def test_a_candidate_is_put_on_an_open_assignment(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    answer = nina.post(
        f"/candidates/{cast.jonas.pk}/candidacies/new/", {"assignment": str(payroll.pk)}
    )
    assert answer.url == f"/candidates/{cast.jonas.pk}/"  # type: ignore[attr-defined]
    candidacy = Candidacy.objects.get()
    assert (candidacy.candidate, candidacy.assignment) == (cast.jonas, payroll)
    assert not FollowUp.objects.filter(kind="application").exists()


def test_whoever_applied_is_owed_an_answer(nina: Browser, cast: Cast) -> None:
    sent = {"assignment": str(cast.payroll().pk), "applied": "on"}
    nina.post(f"/candidates/{cast.jonas.pk}/candidacies/new/", sent)
    assert FollowUp.objects.filter(kind="application").count() == 1


def test_twice_is_once(nina: Browser, cast: Cast) -> None:
    sent = {"assignment": str(cast.payroll().pk)}
    for _again in range(2):
        nina.post(f"/candidates/{cast.jonas.pk}/candidacies/new/", sent)
    assert Candidacy.objects.count() == 1


@pytest.mark.parametrize("chosen", ["", "999999", "x", "-1", "²", "9" * 40])
def test_no_assignment_is_a_question_asked_again(nina: Browser, cast: Cast, chosen: str) -> None:
    address = f"/candidates/{cast.jonas.pk}/candidacies/new/"
    answer = nina.post(address, {"assignment": chosen})
    assert answer.status_code == 422
    assert "Choose an open assignment." in answer.content.decode()
    assert not Candidacy.objects.exists()


def test_a_closed_assignment_takes_nobody(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("lost", words="", by=cast.nina, at=NOW)
    answer = nina.post(
        f"/candidates/{cast.jonas.pk}/candidacies/new/", {"assignment": str(payroll.pk)}
    )
    assert answer.status_code == 422
    assert not Candidacy.objects.exists()


def test_own_assignments_come_first_and_others_are_found(nina: Browser, cast: Cast) -> None:
    data, payroll = cast.data_engineer(NOW), cast.payroll()
    address = f"/candidates/{cast.jonas.pk}/candidacies/new/"
    assert list(nina.get(address).context["assignments"]) == [payroll, data]
    assert list(nina.get(address, {"q": "lumen"}).context["assignments"]) == [data]


def test_where_they_are_already_is_not_offered(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=cast.nina, at=NOW)
    answer = nina.get(f"/candidates/{cast.jonas.pk}/candidacies/new/")
    assert list(answer.context["assignments"]) == []
