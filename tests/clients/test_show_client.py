from __future__ import annotations

from datetime import timedelta

from django.test import Client as Browser

from clients.models import ClientNote
from processes.timeline import record
from tests.cast import MONDAY, NOW, Cast


def test_the_page_shows_people_assignments_memory_and_who_waits(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    cast.presented(cast.amira, payroll)
    ClientNote.objects.create(
        client=cast.nordvik, about="deciding", text="Sara decides alone.", by=cast.nina
    )
    answer = nina.get(f"/clients/{cast.nordvik.pk}/")
    page = answer.content.decode()
    assert "Sara Berg" in page
    assert "Hugo Falk" in page
    assert "Interim payroll manager" in page
    assert "Sara decides alone." in page
    assert {word.kind for word in answer.context["we_owe"]} == {
        "first_call_orderer",
        "first_call_decider",
        "schedule",
        "weekly_call",
        "dates_agreed",
        "client_silence",  # which has run out
    }
    assert {word.kind for word in answer.context["they_owe"]} == {"client_feedback"}


def test_what_we_owe_candidates_is_not_among_what_the_client_waits_for(
    nina: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    payroll.add(cast.ewa, by=cast.nina, at=MONDAY, applied=True)
    answer = nina.get(f"/clients/{cast.nordvik.pk}/")
    kinds = {word.kind for word in [*answer.context["we_owe"], *answer.context["they_owe"]]}
    assert "application" not in kinds


def test_a_closed_assignment_stands_apart(nina: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.close("lost", words="Another agency was faster.", by=cast.nina, at=NOW)
    context = nina.get(f"/clients/{cast.nordvik.pk}/").context
    assert context["open"] == []
    assert context["closed"] == [payroll]


def test_the_timeline_is_paged_by_forty(nina: Browser, cast: Cast) -> None:
    for number in range(45):
        record(
            "noted",
            by=cast.nina,
            at=NOW - timedelta(hours=number),
            client=cast.nordvik,
            text=f"Note {number}.",
        )
    first = nina.get(f"/clients/{cast.nordvik.pk}/")
    assert len(first.context["events"]) == 40
    rest = nina.get(f"/clients/{cast.nordvik.pk}/{first.context['more_url']}")
    assert [event.text for event in rest.context["events"]] == [
        f"Note {number}." for number in range(40, 45)
    ]


def test_a_client_that_is_not_there_is_not_found(nina: Browser) -> None:
    assert nina.get("/clients/999999/").status_code == 404


def test_the_page_asks_ten_questions_whatever_has_gathered(
    nina: Browser, cast: Cast, django_assert_max_num_queries: object
) -> None:
    cast.sits_in_portal(cast.sara)
    payroll = cast.payroll()
    for candidate in (cast.jonas, cast.amira, cast.ewa):
        cast.presented(candidate, payroll)
    for contact in (cast.sara, cast.hugo):
        record("called", by=cast.nina, at=NOW, assignment=payroll, contact=contact, reached=False)
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        nina.get(f"/clients/{cast.nordvik.pk}/")


def test_a_contact_of_a_client_does_not_come_in(client: Browser, cast: Cast) -> None:
    client.force_login(cast.sits_in_portal(cast.sara))
    for address in ("/clients/", f"/clients/{cast.nordvik.pk}/", "/clients/new/"):
        assert client.get(address).status_code == 403
