"""What nobody means to type: no field and no address makes the product stumble."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from mailings.models import Letter
from mailings.pdf import allow_rendering
from processes.models import Event, Meeting, Placement
from recruitcrm.chores import do_all
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db
LONG_AGO = ["0001-01-01T00:00", "1890-05-01T10:00"]


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


@pytest.mark.parametrize("at", LONG_AGO)
def test_nothing_is_logged_as_said_before_there_was_an_agency(
    client: Browser, cast: Cast, at: str
) -> None:
    payroll = cast.payroll()
    typed = {
        "who": f"contact-{cast.sara.pk}",
        "kind": "called",
        "reached": "yes",
        "assignment": payroll.pk,
        "text": "All is well",
        "at": at,
    }
    answer = client.post(reverse("log_call"), typed)
    assert answer.status_code == 422
    assert b"All is well" in answer.content
    assert not Event.objects.filter(kind="called").exists()


@pytest.mark.parametrize("at", [*LONG_AGO, "9999-12-31T23:59"])
def test_no_meeting_lies_further_away_than_anybody_plans(
    client: Browser, cast: Cast, at: str
) -> None:
    candidacy = cast.presented(cast.jonas, on=cast.payroll(), at=MONDAY)
    typed = {"with_client": "on", "contact": cast.sara.pk, "starts_at": at}
    if at in LONG_AGO:
        typed["held"] = "on"
    answer = client.post(reverse("candidacy_meeting", args=[candidacy.pk]), typed)
    assert answer.status_code == 422
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "0", "-1", "²"])
def test_an_assignment_that_nobody_offered_cannot_be_chosen(
    client: Browser, cast: Cast, number: str
) -> None:
    cast.payroll()
    url = reverse("candidate_candidacy_new", args=[cast.jonas.pk])
    assert client.post(url, {"assignment": number}).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_word_is_put_off_within_reason(client: Browser, cast: Cast, day: str) -> None:
    word = cast.payroll().follow_ups.waiting().first()
    assert word is not None
    url = reverse("follow_up_putting_off", args=[word.pk])
    assert client.post(url, {"day": day}).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_odd_days_in_the_plan_do_no_harm(client: Browser, cast: Cast, day: str) -> None:
    payroll = cast.payroll()
    client.post(reverse("dates", args=[payroll.pk]), {"presentation_on": day})
    client.post(reverse("activity_new", args=[payroll.pk]), {"text": "Someday", "due_on": day})
    client.post(
        reverse("obstacle_new", args=[payroll.pk]),
        {
            "kind": "salary",
            "title": "Pay",
            "evidence": "3 of 4",
            "proposal": "More",
            "told": "on",
            "decision_wanted_on": day,
        },
    )
    candidacy = cast.presented(cast.jonas, on=payroll)
    client.post(
        reverse("other_process_new", args=[candidacy.pk]),
        {"employer": "Rival", "stage": "offer", "answers_on": day},
    )
    client.post(reverse("candidacy_placement", args=[candidacy.pk]), {"starts_on": day})
    for name in ("assignment", "assignment_schedule", "assignment_obstacles", "assignment_brief"):
        assert client.get(reverse(name, args=[payroll.pk])).status_code == 200
    assert client.get(reverse("candidacy", args=[candidacy.pk])).status_code == 200
    assert client.get(reverse("today")).status_code == 200
    client.force_login(cast.sits_in_portal(cast.sara))
    assert client.get(reverse("portal_assignment", args=[payroll.pk])).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("candidacy_placement", "starts_on"),
        ("candidacy_placement", "trial_ends_on"),
        ("candidacy_placement", "guarantee_ends_on"),
        ("placement_preview", "starts_on"),
        ("placement_terms", "starts_on"),
        ("placement_start", "starts_on"),
        ("extension_agreement", "until"),
    ],
)
def test_nobody_signs_for_a_year_that_was_mistyped(
    client: Browser, cast: Cast, name: str, field: str, day: str
) -> None:
    kind, end = ("interim", date(2027, 3, 1)) if name == "extension_agreement" else ("search", None)
    candidacy = cast.presented(cast.jonas, on=cast.payroll(kind=kind))
    if name not in {"candidacy_placement", "placement_preview"}:
        starts = date(2026, 12, 7)
        placement = Placement.objects.agree(
            candidacy, starts_on=starts, ends_on=end, by=cast.nina, at=NOW
        )
        if end:
            for side in ("client", "candidate"):
                until = date(2027, 4, 1 if side == "client" else 2)
                placement.keep_answer(side, goes_on=True, until=until, by=cast.nina, at=NOW)
    typed = {"contract": "permanent", "promise": "replacement", "starts_on": "2026-12-07"}
    about = reverse(name, args=[candidacy.pk])
    answer = client.post(about, {**typed, "answer": "extended", field: day})
    if name == "placement_preview":
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert b"the right year?" in answer.content or b"not after the end" in answer.content
    known = Placement.objects.filter(candidacy=candidacy).values_list("starts_on", "ends_on")
    assert list(known) in ([], [(date(2026, 12, 7), end)])


def test_a_name_in_several_lines_stands_in_the_headers_of_letters_as_one(
    client: Browser, cast: Cast
) -> None:
    """A cell of an import, or what was pasted, may have line breaks; no mail header may."""
    cast.hugo.last_name = "Falk\nHR"
    cast.hugo.save()
    client.post(reverse("schedule_sending", args=[cast.payroll().pk]))
    allow_rendering()
    do_all(timezone.now())
    assert Letter.objects.filter(to_name="Hugo Falk HR").exists()
    client.force_login(cast.ada)
    about = {"country": "SE", "time_zone": "Europe/Stockholm"}
    hours = {"work_starts": "08:00", "work_ends": "17:00"}
    typed = {"full_name": "Bo\r\nEk", "email": "bo@askvik.example", "role": "lead"}
    answer = client.post(reverse("person_new"), typed | about | hours | {"language": "sv"})
    assert answer.status_code == 200  # the link is shown, for no mail goes out here
    assert Letter.objects.get(kind="account").to_name == "Bo Ek"
    client.post(reverse("agency"), about | {"name": "Ask\nvik", "colour": "#0b5a63"})
    cast.agency.refresh_from_db()
    assert cast.agency.name == "Ask vik"


@pytest.mark.parametrize("key", ["zzzzzzzzzzzzz-x", "zzzzzzzzzzzzzzzzz-x", "1-a%00b", "1-a b"])
def test_a_made_up_key_opens_nothing(client: Browser, key: str) -> None:
    assert client.get(f"/account/password/reset/key/{key}/").status_code in (200, 302, 400, 404)
