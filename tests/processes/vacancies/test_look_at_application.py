"""An application of somebody who may be here: a person looks at both and decides, once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from candidates.models import Candidate
from candidates.twins import twins_of
from mailings.delivery import deliver
from mailings.models import Letter
from processes.letters_seen import letters_seen_by
from processes.models import Application, Assignment, Became, EventKind, FollowUp
from processes.vacancies.deciding import DecidedAlready, is_other, is_same
from tests.cast import NOW, Cast
from tests.processes.vacancies.story import Story, apply

LATER = NOW + timedelta(days=1)


@pytest.fixture
def waiting(story: Story, cast: Cast) -> Application:
    """Ewa, or somebody with her address, applied on Friday."""
    return apply(
        story.vacancy,
        email=cast.ewa.email,
        first_name="Eva",
        last_name="Malinowska-Berg",
        phone="+48 601 234 567",
    )


def test_the_same_person_gets_the_cv_and_what_was_ticked(waiting: Application, cast: Cast) -> None:
    candidacy = is_same(waiting, cast.ewa, take=["phone"], by=cast.nina, at=LATER)
    cast.ewa.refresh_from_db()
    assert (cast.ewa.full_name, cast.ewa.phone) == ("Ewa Malinowska", "+48 601 234 567")
    assert (candidacy.candidate, candidacy.applied_at) == (cast.ewa, NOW)
    assert cast.ewa.documents.get().name == "maja.txt"
    assert Candidate.objects.count() == 3
    waiting.refresh_from_db()
    assert (waiting.became, waiting.decided_by, waiting.decided_at) == (
        Became.SAME,
        cast.nina,
        LATER,
    )


def test_the_time_for_an_answer_runs_from_when_they_applied(
    waiting: Application, cast: Cast
) -> None:
    (letter,) = Letter.objects.filter(kind="acknowledgement")
    deliver(letter.pk, at=NOW)
    candidacy = is_same(waiting, cast.ewa, take=[], by=cast.nina, at=LATER)
    answer = FollowUp.objects.waiting().get(kind="application", candidacy=candidacy)
    assert answer.opened_at == NOW
    receipt = FollowUp.objects.get(kind="acknowledgement", candidacy=candidacy)
    assert receipt.settled_at == NOW
    sent = candidacy.events.get(kind=EventKind.LETTER_SENT)
    assert sent.at == NOW


def test_a_receipt_that_goes_out_later_counts_too(waiting: Application, cast: Cast) -> None:
    candidacy = is_same(waiting, cast.ewa, take=[], by=cast.nina, at=NOW)
    (letter,) = Letter.objects.filter(kind="acknowledgement")
    deliver(letter.pk, at=LATER)
    assert candidacy.events.get(kind=EventKind.LETTER_SENT).at == LATER


def test_somebody_else_is_new_and_told_apart_for_good(waiting: Application, cast: Cast) -> None:
    candidacy = is_other(waiting, by=cast.nina, at=LATER)
    new = candidacy.candidate
    assert (new.full_name, new.created_at) == ("Eva Malinowska-Berg", NOW)
    assert new != cast.ewa
    assert twins_of(email=new.email, exclude=new.pk) == []
    cast.ewa.refresh_from_db()
    assert cast.ewa.phone == ""
    assert cast.ewa.documents.count() == 0


def test_the_look_is_owed_until_the_last_is_decided(
    story: Story, waiting: Application, cast: Cast
) -> None:
    other = apply(story.vacancy, email=cast.jonas.email)
    look = FollowUp.objects.get(kind="application_look")
    assert (look.client, look.owner) == (cast.lumen, cast.rasmus)
    is_same(waiting, cast.ewa, take=[], by=cast.nina, at=NOW + timedelta(hours=1))
    look.refresh_from_db()
    assert look.is_open
    is_other(other, by=cast.nina, at=LATER)
    look.refresh_from_db()
    assert look.settled_at == LATER
    assert look.settled_by is not None
    assert look.settled_by.kind == "application_decided"


def test_it_is_decided_once(waiting: Application, cast: Cast) -> None:
    is_same(waiting, cast.ewa, take=[], by=cast.nina, at=LATER)
    with pytest.raises(DecidedAlready):
        is_other(waiting, by=cast.rasmus, at=LATER)
    with pytest.raises(DecidedAlready):
        is_same(waiting, cast.ewa, take=["email"], by=cast.rasmus, at=LATER)
    assert Candidate.objects.count() == 3


def test_who_is_on_the_board_already_has_applied_now(
    story: Story, waiting: Application, cast: Cast
) -> None:
    found = story.assignment.add(cast.ewa, by=cast.rasmus, at=NOW - timedelta(days=2))
    candidacy = is_same(waiting, cast.ewa, take=[], by=cast.rasmus, at=LATER)
    assert candidacy == found
    found.refresh_from_db()
    assert found.applied_at == NOW


def page(browser: Browser, application: Application, by: Any) -> str:
    browser.force_login(by)
    answer = browser.get(application.get_absolute_url())
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_shows_both_side_by_side(
    client: Browser, waiting: Application, cast: Cast
) -> None:
    said = page(client, waiting, cast.nina)
    assert "same e-mail" in said
    assert "Malinowska-Berg" in said
    assert 'value="phone" checked' in said  # what is missing here
    assert 'value="last_name" checked' not in said
    assert 'value="last_name"' in said
    assert 'value="email"' not in said  # the same


def test_it_is_decided_on_the_page(client: Browser, waiting: Application, cast: Cast) -> None:
    client.force_login(cast.nina)
    said = {"candidate": cast.ewa.pk, "take": ["last_name", "phone"]}
    answer = client.post(f"{waiting.get_absolute_url()}same/", said)
    assert answer.headers["Location"] == "/applications/"
    cast.ewa.refresh_from_db()
    assert cast.ewa.last_name == "Malinowska-Berg"
    again = client.post(f"{waiting.get_absolute_url()}other/")
    assert again.status_code == 422
    assert "decided about this application already" in again.content.decode()


@pytest.mark.parametrize("who", ["", "999999", "x", "jonas"])
def test_only_one_of_those_shown_can_be_chosen(
    client: Browser, waiting: Application, cast: Cast, who: str
) -> None:
    client.force_login(cast.nina)
    said = {"candidate": cast.jonas.pk if who == "jonas" else who, "take": ["email"]}
    answer = client.post(f"{waiting.get_absolute_url()}same/", said)
    assert answer.status_code == 422
    assert "not among those" in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.waits


def test_the_list_has_the_longest_waiting_first_in_few_queries(
    client: Browser, story: Story, waiting: Application, cast: Cast, django_assert_max_num_queries
) -> None:
    for number in range(3):
        apply(story.vacancy, email=f"new{number}@people.example")
    apply(story.vacancy, email=cast.jonas.email, first_name="Jonte", at=LATER)
    client.force_login(cast.nina)
    client.get("/applications/")
    with django_assert_max_num_queries(10):
        said = client.get("/applications/").content.decode()
    assert said.index("Eva Malinowska-Berg") < said.index("Jonte") < said.index("New record")


def test_the_cv_is_saved_and_not_shown(client: Browser, waiting: Application, cast: Cast) -> None:
    client.force_login(cast.rasmus)
    answer = client.get(f"{waiting.get_absolute_url()}file/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="maja.txt"'
    assert answer.headers["Cache-Control"] == "no-store"
    is_same(waiting, cast.ewa, take=[], by=cast.nina, at=LATER)
    assert client.get(f"{waiting.get_absolute_url()}file/").status_code == 404


def test_whoever_does_not_see_the_assignment_sees_no_application(
    client: Browser, waiting: Application, cast: Cast
) -> None:
    (letter,) = Letter.objects.filter(kind="acknowledgement")
    assert letters_seen_by(cast.nina).filter(pk=letter.pk).exists()
    Assignment.objects.update(confidential=True)
    assert not letters_seen_by(cast.nina).filter(pk=letter.pk).exists()
    client.force_login(cast.nina)
    for part in ("", "file/"):
        assert client.get(f"{waiting.get_absolute_url()}{part}").status_code == 404
    assert "Malinowska-Berg" not in client.get("/applications/").content.decode()
    client.force_login(cast.rasmus)
    assert "Malinowska-Berg" in client.get("/applications/").content.decode()


def test_the_timeline_leads_there(client: Browser, waiting: Application, cast: Cast) -> None:
    client.force_login(cast.nina)
    page = f"{waiting.vacancy.assignment.get_absolute_url()}timeline/"
    assert waiting.get_absolute_url() in client.get(page).content.decode()


def test_today_leads_there(client: Browser, waiting: Application, cast: Cast) -> None:
    FollowUp.objects.filter(kind="application_look").update(due_at=NOW)
    client.force_login(cast.rasmus)
    said = client.get("/").content.decode()
    assert "applications of people who may be here already" in said
    assert 'href="/applications/"' in said


def test_whoever_was_closed_or_made_one_meanwhile_gets_nothing(
    waiting: Application, cast: Cast
) -> None:
    for gone in ({"closed_at": LATER}, {"merged_into": cast.jonas, "merged_at": LATER}):
        unchanged = {"closed_at": None, "merged_into": None, "merged_at": None}
        Candidate.objects.filter(pk=cast.ewa.pk).update(**(unchanged | gone))
        with pytest.raises(DecidedAlready, match="not here any more"):
            is_same(waiting, cast.ewa, take=["phone"], by=cast.nina, at=LATER)
    waiting.refresh_from_db()
    assert waiting.waits


def test_what_somebody_sent_is_closed_with_their_record(
    waiting: Application, cast: Cast, client: Browser
) -> None:
    candidacy = is_same(waiting, cast.ewa, take=[], by=cast.nina, at=LATER)
    page = waiting.get_absolute_url()
    client.force_login(cast.nina)
    assert "Malinowska-Berg" in client.get("/applications/").content.decode()
    Candidate.objects.filter(pk=candidacy.candidate_id).update(closed_at=LATER)
    assert "Malinowska-Berg" not in client.get("/applications/").content.decode()
    assert client.get(page).status_code == 404
    client.force_login(cast.lea)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    ("found", "status"), [(lambda file: "", 200), (lambda file: "Eicar", 404), (None, 404)]
)
def test_a_cv_that_waits_is_scanned_before_it_is_fetched(
    waiting: Application,
    cast: Cast,
    client: Browser,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    found: Any,
    status: int,
) -> None:
    settings.CLAMAV_URL = "tcp://127.0.0.1:1"  # where nobody answers
    if found is not None:
        monkeypatch.setattr("processes.views.applications.virus_in", found)
    client.force_login(cast.nina)
    assert client.get(f"{waiting.get_absolute_url()}file/").status_code == status
