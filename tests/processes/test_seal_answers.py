"""Each side is asked for itself whether it goes on; opened once both have answered (A5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import TrailEntry
from processes.models import Event, ExtensionAnswer, NotRunning, Placement
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
END, MARCH, JUNE = date(2026, 12, 31), date(2027, 3, 31), date(2027, 6, 30)
SECRET = "Quillfeather wants away"


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


def says(placement: Placement, cast: Cast, side: str, until: date | None, words: str = "") -> bool:
    return placement.keep_answer(
        side, goes_on=until is not None, until=until, words=words, by=cast.nina, at=NOW
    )


def url(placement: Placement, name: str, *more: str) -> str:
    return reverse(name, args=[placement.candidacy_id, *more])


def test_one_answer_stays_under_seal_everywhere(
    cast: Cast, client: Browser, placement: Placement
) -> None:
    assert not says(placement, cast, "candidate", JUNE, SECRET)
    row = ExtensionAnswer.objects.get()
    assert (row.is_sealed, row.answer, row.until, row.words) == (True, "", None, "")
    said = Event.objects.get(kind="extension_answered")
    assert (said.facts, said.text) == ({"side": "candidate"}, "")
    assert not said.visible_to_client
    for entry in TrailEntry.objects.filter(what="processes.extensionanswer"):
        assert SECRET not in str(entry.facts)
        assert "2027" not in str(entry.facts)
    for name in ("candidacy_extension", "candidacy"):
        page = client.get(url(placement, name)).content.decode()
        assert SECRET not in page
        assert "30 June" not in page
    placement.refresh_from_db()
    assert (placement.ends_on, placement.extension) == (END, "")


def test_both_until_the_same_day_have_agreed(cast: Cast, placement: Placement) -> None:
    says(placement, cast, "client", MARCH)
    assert says(placement, cast, "candidate", MARCH, "Gladly")
    placement.refresh_from_db()
    assert (placement.ends_on, placement.extension) == (MARCH, "extended")
    assert ExtensionAnswer.objects.get(side="candidate").words == "Gladly"
    agreed = Event.objects.filter(kind="extension_answered", visible_to_client=True).get()
    assert agreed.facts["ends_on"] == "2027-03-31"


def test_one_who_ends_it_ends_it(cast: Cast, placement: Placement) -> None:
    says(placement, cast, "client", JUNE)
    assert says(placement, cast, "candidate", None)
    placement.refresh_from_db()
    assert (placement.ends_on, placement.extension) == (END, "ends")


def test_until_different_days_is_theirs_to_agree(
    cast: Cast, client: Browser, placement: Placement
) -> None:
    says(placement, cast, "client", JUNE)
    says(placement, cast, "candidate", MARCH)
    placement.refresh_from_db()
    assert (placement.ends_on, placement.extension) == (END, "")
    page = client.get(url(placement, "candidacy_extension")).content.decode()
    assert "Would go on until 30 June 2027" in page
    typed = {"answer": "extended", "until": "2027-04-30"}
    assert client.post(url(placement, "extension_agreement"), typed).status_code == 302
    placement.refresh_from_db()
    assert (placement.ends_on, placement.extension) == (date(2027, 4, 30), "extended")


def test_said_anew_under_seal_the_last_counts(cast: Cast, placement: Placement) -> None:
    says(placement, cast, "candidate", None)
    says(placement, cast, "candidate", MARCH)
    says(placement, cast, "client", MARCH)
    assert ExtensionAnswer.objects.count() == 2
    placement.refresh_from_db()
    assert placement.extension == "extended"


def test_each_side_is_asked_once_and_the_candidate_unseen_by_the_client(
    cast: Cast, placement: Placement
) -> None:
    for side in ("candidate", "client", "candidate"):
        placement.ask_extension(side=side, by=cast.nina, at=NOW)
    asked = Event.objects.filter(kind="extension_asked").order_by("pk")
    assert [(one.facts["side"], one.visible_to_client) for one in asked] == [
        ("candidate", False),
        ("client", True),
    ]


def test_after_the_new_end_is_agreed_both_are_asked_anew(cast: Cast, placement: Placement) -> None:
    for side in ("client", "candidate"):
        says(placement, cast, side, MARCH)
    placement.refresh_from_db()
    assert not says(placement, cast, "client", JUNE)
    assert ExtensionAnswer.objects.filter(opened_at=None).get().ends_on == MARCH


def test_another_end_agreed_by_hand_drops_what_was_sealed(cast: Cast, placement: Placement) -> None:
    says(placement, cast, "client", JUNE)
    placement.change_terms(ends_on=MARCH, by=cast.nina, at=NOW)
    assert not ExtensionAnswer.objects.exists()


def test_whoever_has_left_is_not_asked(cast: Cast, placement: Placement) -> None:
    placement.candidacy.finish("withdrawn", reason="fit", said_no="candidate", by=cast.nina, at=NOW)
    with pytest.raises(NotRunning):
        says(placement, cast, "candidate", MARCH)
    assert not ExtensionAnswer.objects.exists()


def test_nothing_can_be_read_of_a_sealed_row(cast: Cast, placement: Placement) -> None:
    says(placement, cast, "client", JUNE)
    with pytest.raises(IntegrityError, match="sealed_answer"), transaction.atomic():
        ExtensionAnswer.objects.update(answer="ends")


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ({"answer": "asked"}, "asked"),
        ({"answer": "ends"}, "sealed"),
        ({"answer": "extended", "until": "2027-03-31"}, "sealed"),
    ],
)
def test_the_form_of_a_side_takes_each_answer(
    client: Browser, placement: Placement, typed: dict[str, str], state: str
) -> None:
    assert client.get(url(placement, "extension_side", "client")).status_code == 200
    assert client.post(url(placement, "extension_side", "client"), typed).status_code == 302
    row = ExtensionAnswer.objects.get()
    assert row.is_sealed is (state == "sealed")


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"answer": "extended"},
        {"answer": "extended", "until": "2026-12-31"},
        {"answer": "extended", "until": "soon"},
        {"answer": "ends", "until": "2027-03-31"},
        {"answer": "perhaps"},
    ],
)
def test_answers_that_cannot_be_are_refused(
    client: Browser, placement: Placement, wrong: dict[str, str]
) -> None:
    typed = {"words": "as they said", **wrong}
    answer = client.post(url(placement, "extension_side", "client"), typed)
    assert answer.status_code == 422
    assert "as they said" in answer.content.decode()
    assert not ExtensionAnswer.objects.exists()


def test_there_is_no_third_side_and_nothing_to_agree_on_yet(
    client: Browser, cast: Cast, placement: Placement
) -> None:
    assert client.get(url(placement, "extension_side", "us")).status_code == 404
    says(placement, cast, "client", JUNE)
    leads = client.get(url(placement, "extension_agreement"))
    assert leads.headers["Location"] == url(placement, "candidacy_extension")


def test_late_an_answer_after_the_end_is_kept_all_the_same(
    cast: Cast, placement: Placement
) -> None:
    late = NOW + timedelta(days=60)
    placement.keep_answer("client", goes_on=False, by=cast.nina, at=late)
    assert placement.keep_answer("candidate", goes_on=False, by=cast.nina, at=late)
    placement.refresh_from_db()
    assert placement.extension_answered_at == late
