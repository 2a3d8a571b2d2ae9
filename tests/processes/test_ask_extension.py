"""An interim ends: what was agreed about whether it goes on is kept (A5)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Candidacy, Event, Placement
from processes.models.placement import NotRunning
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
END = date(2026, 12, 31)
LATER = date(2027, 3, 31)


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def placement(cast: Cast, client: Browser) -> Placement:
    client.force_login(cast.nina)
    jonas = cast.presented(cast.jonas, cast.payroll())
    agreed: Placement = Placement.objects.agree(
        jonas, starts_on=date(2026, 11, 23), ends_on=END, by=cast.nina, at=NOW
    )
    return agreed


def url(placement: Placement) -> str:
    return reverse("candidacy_extension", args=[placement.candidacy_id])


def test_asked_once_is_on_the_timeline_once(cast: Cast, placement: Placement) -> None:
    assert placement.ask_extension(by=cast.nina, at=NOW)
    assert placement.ask_extension(by=cast.nina, at=NOW + timedelta(days=1)) is None
    placement.refresh_from_db()
    assert (placement.extension, placement.extension_asked_at) == ("", NOW)
    asked = Event.objects.get(kind="extension_asked")
    assert asked.facts == {"side": "client", "ends_on": "2026-12-31"}
    assert asked.visible_to_client


def test_it_goes_on_until_another_day(cast: Cast, placement: Placement) -> None:
    placement.ask_extension(by=cast.nina, at=NOW)
    placement.answer_extension(LATER, by=cast.nina, at=NOW + timedelta(days=1))
    placement.refresh_from_db()
    assert (placement.ends_on, placement.extension) == (LATER, "extended")
    assert placement.extension_asked_at == NOW
    said = Event.objects.get(kind="extension_answered")
    assert said.facts == {"answer": "extended", "was": "2026-12-31", "ends_on": "2027-03-31"}


def test_asked_anew_after_an_answer_the_question_is_open_again(
    cast: Cast, placement: Placement
) -> None:
    placement.answer_extension(LATER, by=cast.nina, at=NOW)
    placement.ask_extension(by=cast.nina, at=NOW + timedelta(days=90))
    placement.refresh_from_db()
    assert (placement.extension, placement.extension_answered_at) == ("", None)


def test_an_end_before_the_end_is_no_extension(cast: Cast, placement: Placement) -> None:
    with pytest.raises(ValueError, match="not after"):
        placement.answer_extension(END, by=cast.nina, at=NOW)
    placement.refresh_from_db()
    assert placement.extension == ""


def test_whoever_has_left_is_not_asked_about(cast: Cast, placement: Placement) -> None:
    placement.candidacy.finish(
        "withdrawn", reason="other_offer", said_no="candidate", by=cast.nina, at=NOW
    )
    with pytest.raises(NotRunning):
        placement.ask_extension(by=cast.nina, at=NOW)
    assert not Event.objects.filter(kind="extension_asked").exists()


def test_signed_anew_nobody_was_asked(cast: Cast, placement: Placement) -> None:
    placement.answer_extension(None, by=cast.nina, at=NOW)
    candidacy = Candidacy.objects.get(pk=placement.candidacy_id)
    Placement.objects.agree(candidacy, starts_on=LATER, ends_on=None, by=cast.nina, at=NOW)
    placement.refresh_from_db()
    assert (placement.extension, placement.extension_answered_at) == ("", None)


def test_an_answer_says_which_way(placement: Placement) -> None:
    with pytest.raises(IntegrityError, match="says_which_way"), transaction.atomic():
        Placement.objects.update(extension_answered_at=NOW)


def test_without_an_end_there_is_no_such_page(client: Browser, placement: Placement) -> None:
    Placement.objects.update(ends_on=None)
    assert client.get(url(placement)).status_code == 404


def test_the_page_of_the_candidacy_leads_there(
    client: Browser,
    placement: Placement,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    with django_assert_max_num_queries(10):
        page = client.get(reverse("candidacy", args=[placement.candidacy_id]))
    assert url(placement) in page.content.decode()
