"""A meeting is booked, changed and called off in the browser, and its page says who knows."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from mailings.apart import RenderingFailed
from mailings.chores import do_letter
from mailings.models import Letter
from processes import documents
from processes.meetings.chores import do_guide
from processes.meetings.inviting import tell
from processes.models import Candidacy, Event, Meeting, SentGuide
from tests.cast import NOW, Cast
from tests.processes.meetings.arranged import STARTS, amira_on_payroll, arranged, guide_to, to

pytestmark = pytest.mark.django_db
TYPED = {"starts_at": "2026-11-26T13:00", "ends_at": "2026-11-26T14:00", "place": "Room 4"}


@pytest.fixture
def amira(cast: Cast, client: Browser, monkeypatch: pytest.MonkeyPatch) -> Candidacy:
    monkeypatch.setattr("accounts.access.timezone.now", lambda: NOW)
    client.force_login(cast.nina)
    return amira_on_payroll(cast)


def page(browser: Browser, meeting: Meeting) -> str:
    answer = browser.get(f"/meetings/{meeting.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def book(browser: Browser, cast: Cast, amira: Candidacy, **typed: Any) -> Any:
    said = {"with_client": "on", "contact": cast.sara.pk, "tell": "on", **TYPED, **typed}
    return browser.post(f"/candidacies/{amira.pk}/meeting/", said)


def test_booking_invites_everybody_who_was_ticked(
    client: Browser, cast: Cast, amira: Candidacy
) -> None:
    answer = book(
        client,
        cast,
        amira,
        contacts=[cast.hugo.pk],
        colleagues=[cast.lea.pk],
        agenda="The role\r\nThe team",
        candidate_words="Come as you are.",
    )
    meeting = Meeting.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/meetings/{meeting.pk}/")
    assert (meeting.agenda, meeting.booked_by) == ("The role\nThe team", cast.nina)
    letters = Letter.objects.filter(kind="meeting_invitation")
    expected = {cast.sara.email, cast.hugo.email, cast.lea.email, cast.amira.email}
    assert {letter.to for letter in letters} == expected
    shown = page(client, meeting)
    assert "4 letters are on their way." in shown
    assert shown.count("on its way") == 4
    assert "Come as you are." in shown and "Tell 4 people" not in shown


def test_who_is_not_ticked_is_not_written_to_and_may_be_told_later(
    client: Browser, cast: Cast, amira: Candidacy
) -> None:
    book(client, cast, amira, tell="")
    meeting = Meeting.objects.get()
    assert not Letter.objects.filter(kind__startswith="meeting").exists()
    assert page(client, meeting).count("not invited yet") == 2
    client.post(f"/meetings/{meeting.pk}/invitations/")
    client.post(f"/meetings/{meeting.pk}/invitations/")  # twice
    assert Letter.objects.filter(kind="meeting_invitation").count() == 2


def test_a_meeting_that_took_place_invites_nobody(
    client: Browser, cast: Cast, amira: Candidacy
) -> None:
    book(client, cast, amira, starts_at="2026-11-19T13:00", ends_at="", held="on")
    assert Meeting.objects.exists()
    assert not Letter.objects.filter(kind__startswith="meeting").exists()


@pytest.mark.parametrize(
    ("field", "typed", "refusal"),
    [
        ("agenda", "x" * 401, "At most 400 characters"),
        ("contacts", "peter", "Select a valid choice"),
        ("colleagues", "sara", "Select a valid choice"),
        ("link", "javascript:alert(1)", "Write a web address"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(
    client: Browser, cast: Cast, amira: Candidacy, field: str, typed: str, refusal: str
) -> None:
    strangers = {"peter": cast.peter.pk, "sara": cast.sits_in_portal(cast.sara).pk}
    answer = book(client, cast, amira, **{"way_there": "Left", field: strangers.get(typed, typed)})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert refusal in said and "Left" in said
    assert not Meeting.objects.exists() and not Letter.objects.exists()


def test_a_word_that_judges_somebody_is_read_again(
    client: Browser, cast: Cast, amira: Candidacy
) -> None:
    answer = book(client, cast, amira, agenda="Is she too old for the team?")
    assert answer.status_code == 422 and "Read it again" in answer.content.decode()
    assert not Meeting.objects.exists()
    again = book(client, cast, amira, agenda="Is she too old for the team?", words_read="on")
    assert again.status_code == 302 and Meeting.objects.exists()


def test_a_change_is_told_and_the_form_knows_what_was_said(
    client: Browser, cast: Cast, amira: Candidacy
) -> None:
    meeting = arranged(cast, amira, agenda="The role")
    tell(meeting, by=cast.nina, at=NOW)
    Letter.objects.update(handed_over_at=NOW, sent_at=NOW)
    form = client.get(f"/meetings/{meeting.pk}/moving/").content.decode()
    assert "The role" in form and "Tell everybody concerned" in form
    said = {**TYPED, "starts_at": "2026-11-27T09:00", "ends_at": "", "tell": "on"}
    client.post(f"/meetings/{meeting.pk}/moving/", said)
    assert to(cast.sara).subject.startswith("New time: ")
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.ends_at, meeting.agenda) == (1, None, "")


def test_somebody_else_of_the_client_takes_over(
    client: Browser, cast: Cast, amira: Candidacy
) -> None:
    meeting = arranged(cast, amira, contacts=[cast.hugo])
    tell(meeting, by=cast.nina, at=NOW)
    Letter.objects.update(handed_over_at=NOW, sent_at=NOW)
    said = {**TYPED, "contact": cast.hugo.pk, "contacts": [cast.hugo.pk], "tell": "on"}
    client.post(f"/meetings/{meeting.pk}/moving/", said)
    meeting.refresh_from_db()
    assert (meeting.contact, list(meeting.contacts.all())) == (cast.hugo, [])
    assert to(cast.sara).kind == "meeting_cancellation"
    assert to(cast.hugo).kind == "meeting_change"


def test_a_name_that_the_client_is_not_told_is_pointed_out(
    client: Browser, cast: Cast, amira: Candidacy
) -> None:
    meeting = arranged(cast, amira, agenda="Amira tells of her work", candidate_words="Amira!")
    assert "and the client knows this person as" not in page(client, meeting)
    cast.agency.shown_as = "initials"
    cast.agency.save()
    assert "knows this person as “A. L.”" in page(client, meeting)
    meeting.move_to(STARTS, agenda="Her work", by=cast.nina, at=NOW)
    assert "and the client knows this person as" not in page(client, meeting)


def test_calling_off_asks_first_and_tells(client: Browser, cast: Cast, amira: Candidacy) -> None:
    meeting = arranged(cast, amira)
    tell(meeting, by=cast.nina, at=NOW)
    Letter.objects.update(handed_over_at=NOW, sent_at=NOW)
    address = f"/meetings/{meeting.pk}/cancelling/"
    assert "Tell everybody invited" in client.get(address).content.decode()
    assert not Meeting.objects.get().is_cancelled
    client.post(address, {"why": "Ill", "tell": "on"})
    client.post(address, {"why": "Ill", "tell": "on"})  # twice
    assert Letter.objects.filter(kind="meeting_cancellation").count() == 2
    assert Event.objects.get(kind="meeting_cancelled").text == "Ill"
    assert "was told that it is off" in page(client, meeting)


def test_whoever_has_left_is_invited_no_more_and_the_page_says_what_to_do(
    client: Browser, cast: Cast, amira: Candidacy
) -> None:
    meeting = arranged(cast, amira)
    first = tell(meeting, by=cast.nina, at=NOW)
    amira.finish("withdrawn", reason="other_offer", said_no="candidate", by=cast.nina, at=NOW)
    do_letter(first[0].pk, NOW)
    assert Letter.objects.get(pk=first[0].pk).cancelled_because == "not_accepted"
    assert "is no longer in play" in page(client, meeting)


@pytest.mark.usefixtures("quick_pdf")
def test_publishing_leads_to_sending_and_the_page_says_who_has_it(
    client: Browser, cast: Cast, amira: Candidacy, settings: Any
) -> None:
    settings.MAIL_GOES_OUT = False
    meeting = arranged(cast, amira)
    typed = {"wants": ["purpose"], "wants_words": "", "show": "", "case": "", "explore": ""}
    answer = client.post(f"/candidacies/{amira.pk}/guide/publication/", typed)
    assert answer["Location"] == f"/meetings/{meeting.pk}/"
    assert "Nobody has it as a letter yet" in page(client, meeting)
    client.post(f"/meetings/{meeting.pk}/guide/")
    assert "Being made" in page(client, meeting)
    sent = SentGuide.objects.get()
    do_guide(sent.pk, NOW)
    do_letter(to(cast.sara).pk, NOW)
    shown = page(client, meeting)
    assert "With Sara Berg" in shown and f"/sent-guides/{sent.pk}/en.pdf" in shown
    file = client.get(f"/sent-guides/{sent.pk}/en.pdf")
    assert file.content.startswith(b"%PDF") and file["Cache-Control"] == "private, no-store"
    assert client.get(f"/sent-guides/{sent.pk}/pl.pdf").status_code == 404
    client.post(f"/meetings/{meeting.pk}/guide/")
    assert "has this guide" in page(client, meeting) and SentGuide.objects.count() == 1


def test_a_guide_that_cannot_be_made_is_on_today(
    client: Browser, cast: Cast, amira: Candidacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(html: str, *, language: str) -> bytes:
        raise RenderingFailed("Rendering took longer than 45 seconds.")

    monkeypatch.setattr(documents, "render_pdf", fails)
    meeting = arranged(cast, amira)
    guide_to(amira, cast)
    do_guide(SentGuide.objects.send(meeting, by=cast.nina, at=NOW).pk, NOW)
    assert (
        f'class="notice notice-error" href="/meetings/{meeting.pk}/"'
        in client.get("/").content.decode()
    )
    assert "Rendering took longer than 45 seconds." in page(client, meeting)


def test_the_page_asks_little_however_many_are_there(
    client: Browser, cast: Cast, amira: Candidacy, django_assert_max_num_queries: Any
) -> None:
    people = [cast._contact(cast.nordvik, f"Contact{n}", "Test") for n in range(8)]
    meeting = arranged(cast, amira, contacts=people, colleagues=[cast.lea, cast.rasmus])
    tell(meeting, by=cast.nina, at=NOW)
    page(client, meeting)
    with django_assert_max_num_queries(20):
        page(client, meeting)


def test_nobody_outside_sees_a_hidden_meeting(
    client: Browser, cast: Cast, amira: Candidacy
) -> None:
    meeting = arranged(cast, amira)
    amira.assignment.confidential = True
    amira.assignment.save()
    client.force_login(cast.rasmus)
    assert client.get(f"/meetings/{meeting.pk}/").status_code == 404
    assert client.post(f"/meetings/{meeting.pk}/invitations/").status_code == 404
    assert client.post(f"/meetings/{meeting.pk}/guide/").status_code == 404
