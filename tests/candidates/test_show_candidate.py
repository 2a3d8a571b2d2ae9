from __future__ import annotations

from datetime import timedelta

from django.test import Client as Browser

from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast


def test_the_page_says_where_they_stand_and_what_they_wait_for(nina: Browser, cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.amira, by=cast.nina, at=MONDAY, applied=True)
    candidacy.move_to("interviewed", by=cast.nina, at=MONDAY)
    answer = nina.get(f"/candidates/{cast.amira.pk}/")
    page = answer.content.decode()
    assert "Interim payroll manager" in page
    assert "Nordvik Energi" in page
    assert "we owe personal feedback" in page
    assert "we owe answer to application" in page
    assert "Interviewed" in page


def test_what_the_client_owes_is_told_apart(nina: Browser, cast: Cast) -> None:
    cast.presented(cast.amira, cast.payroll())
    page = nina.get(f"/candidates/{cast.amira.pk}/").content.decode()
    assert "the client owes feedback on a presented candidate" in page


def test_an_ended_candidacy_says_why_and_who_said_no(nina: Browser, cast: Cast) -> None:
    candidacy = cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)
    candidacy.finish(
        "withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=NOW, words="Too low."
    )
    page = nina.get(f"/candidates/{cast.jonas.pk}/").content.decode()
    assert "Withdrew" in page
    assert "Salary, the candidate said no" in page


def test_the_timeline_is_the_persons_own(nina: Browser, cast: Cast) -> None:
    record("noted", by=cast.nina, at=NOW, candidate=cast.jonas, text="Loves sailing.")
    record("noted", by=cast.nina, at=NOW, candidate=cast.amira, text="Loves climbing.")
    page = nina.get(f"/candidates/{cast.jonas.pk}/").content.decode()
    assert "Loves sailing." in page
    assert "Loves climbing." not in page


def test_a_candidate_that_is_not_there_is_not_found(nina: Browser) -> None:
    assert nina.get("/candidates/999999/").status_code == 404


def test_the_page_asks_ten_questions_whatever_has_gathered(
    nina: Browser, cast: Cast, django_assert_max_num_queries: object
) -> None:
    for order in (cast.payroll(), cast.data_engineer()):
        cast.presented(cast.amira, order)
    cast.amira.contact = cast.sara
    cast.amira.save()
    for hours in range(50):
        record("noted", by=cast.nina, at=NOW - timedelta(hours=hours), candidate=cast.amira)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        nina.get(f"/candidates/{cast.amira.pk}/")


def test_a_contact_of_a_client_does_not_come_in(client: Browser, cast: Cast) -> None:
    client.force_login(cast.sits_in_portal(cast.sara))
    for address in ("/candidates/", f"/candidates/{cast.jonas.pk}/", "/search/?q=jonas"):
        assert client.get(address).status_code == 403
