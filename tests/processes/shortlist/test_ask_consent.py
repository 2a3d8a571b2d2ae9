"""Nobody is presented without having agreed to it, and without knowing what we keep of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from candidates.models import Candidate
from mailings.models import Letter
from processes.models import (
    Candidacy,
    Event,
    Meeting,
    NoConsent,
    NoPrivacyNotice,
    PresentationConsent,
)
from processes.privacy_notice import give_notice
from tests.cast import MONDAY, NOW, Cast, agrees
from tests.processes.presentations.shortlist import Shortlist

BOARD = {"HX-Request": "true", "HX-Target": "board"}
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def jonas(cast: Cast, client: Browser) -> Candidacy:
    client.force_login(cast.nina)
    return cast.payroll().add(cast.jonas, by=cast.nina, at=MONDAY)


def url(candidacy: Candidacy, name: str = "candidacy_consent") -> str:
    return reverse(name, args=[candidacy.pk])


@pytest.mark.parametrize("stage", ["presented", "client_meeting", "offer", "placed"])
def test_without_consent_nobody_is_shown_to_the_client(
    cast: Cast, jonas: Candidacy, stage: str
) -> None:
    with pytest.raises(NoConsent):
        jonas.move_to(stage, by=cast.nina, at=NOW)
    jonas.refresh_from_db()
    assert (jonas.stage, jonas.presented_at) == ("identified", None)


def test_with_consent_they_may_be(cast: Cast, jonas: Candidacy) -> None:
    jonas.give_consent("phone", by=cast.nina, at=MONDAY, words="Yes, show them my CV.")
    jonas.move_to("presented", by=cast.nina, at=NOW)
    kept = PresentationConsent.objects.get()
    assert (kept.how, kept.given_at, kept.words) == ("phone", MONDAY, "Yes, show them my CV.")
    assert Event.objects.get(kind="consent_given").candidacy == jonas


def test_taken_back_it_counts_no_more_and_the_history_stays(cast: Cast, jonas: Candidacy) -> None:
    jonas.give_consent("phone", by=cast.nina, at=MONDAY)
    jonas.give_consent("mail", by=cast.nina, at=MONDAY + AN_HOUR)
    assert jonas.take_consent_back(by=cast.nina, at=NOW)
    assert jonas.take_consent_back(by=cast.nina, at=NOW) is None  # twice
    with pytest.raises(NoConsent):
        jonas.move_to("presented", by=cast.nina, at=NOW)
    history = PresentationConsent.objects.values_list("how", "replaced", "taken_back_at")
    assert list(history) == [("mail", False, NOW), ("phone", True, MONDAY + AN_HOUR)]
    assert Event.objects.filter(kind="consent_taken_back").count() == 1


def test_whoever_was_found_by_us_hears_first_what_we_keep(cast: Cast) -> None:
    rolf = Candidate.objects.create(first_name="Rolf", owner=cast.nina)
    found = cast.payroll().add(rolf, by=cast.nina, at=MONDAY)
    found.give_consent("phone", by=cast.nina, at=MONDAY)
    with pytest.raises(NoPrivacyNotice):
        found.move_to("presented", by=cast.nina, at=NOW)
    assert give_notice(rolf, "mail", by=cast.nina, at=NOW)
    assert give_notice(rolf, "phone", by=cast.nina, at=NOW) is None  # they know already
    found.refresh_from_db()
    found.move_to("presented", by=cast.nina, at=NOW)
    assert (rolf.privacy_notice_at, rolf.privacy_notice_how) == (NOW, "mail")


def test_whoever_applied_to_any_role_was_told_in_doing_so(cast: Cast) -> None:
    rolf = Candidate.objects.create(first_name="Rolf", owner=cast.nina)
    cast.data_engineer().add(rolf, by=None, at=MONDAY, applied=True)
    found = cast.payroll().add(rolf, by=cast.nina, at=MONDAY)
    found.give_consent("phone", by=cast.nina, at=MONDAY)
    assert found.move_to("presented", by=cast.nina, at=NOW)


def test_the_clients_own_candidate_is_not_asked(cast: Cast) -> None:
    rolf = Candidate.objects.create(first_name="Rolf", owner=cast.nina)
    own = cast.payroll().add(rolf, by=cast.nina, at=MONDAY)
    own.is_clients_own = True
    own.save()
    assert own.move_to("presented", by=cast.nina, at=NOW)


def test_a_dropped_card_stays_and_opens_the_question(client: Browser, jonas: Candidacy) -> None:
    moved = {"stage": "presented", "from": "identified"}
    answer = client.post(url(jonas, "candidacy_stage"), moved, headers=BOARD)
    assert answer.status_code == 422
    assert f"{url(jonas)}?stage=presented" in answer["HX-Trigger"]
    assert "dialog:open" in answer["HX-Trigger"]


def test_without_scripts_the_menu_leads_there(client: Browser, jonas: Candidacy) -> None:
    answer = client.post(url(jonas, "candidacy_stage"), {"stage": "presented"})
    assert (answer.status_code, answer["Location"]) == (302, f"{url(jonas)}?stage=presented")


def test_consent_is_logged_and_the_card_moved_in_one_step(
    client: Browser, jonas: Candidacy
) -> None:
    there = f"{url(jonas)}?stage=presented&from=identified&feedback_on=2030-01-15"
    page = client.get(there).content.decode()
    assert "Nordvik Energi" in page and "2030-01-15" in page
    answer = client.post(there, {"how": "met", "words": "Gladly."})
    jonas.refresh_from_db()
    assert answer["Location"] == jonas.assignment.get_absolute_url()
    assert (jonas.stage, jonas.consented_at is not None) == ("presented", True)
    assert PresentationConsent.objects.get().words == "Gladly."


def test_moved_by_somebody_else_meanwhile_nothing_is_kept(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    jonas.move_to("contacted", by=cast.rasmus, at=NOW)
    answer = client.post(f"{url(jonas)}?stage=presented&from=identified", {"how": "phone"})
    assert answer.status_code == 422
    assert "Somebody has moved" in answer.content.decode()
    assert not PresentationConsent.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "This field is required"),
        ({"how": "before"}, "not one of the available choices"),
        ({"how": "phone", "at": "2099-01-01T10:00"}, "This lies in the future."),
        ({"how": "phone", "at": "2020-01-01T10:00"}, "before they were known here"),
        ({"how": "phone", "words": "x" * 1001}, "at most 1000 characters"),
    ],
)
def test_bad_input_is_told_at_the_field_and_kept(
    client: Browser, jonas: Candidacy, typed: dict[str, str], said: str
) -> None:
    answer = client.post(f"{url(jonas)}?stage=presented", typed | {"feedback_on": ""})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not PresentationConsent.objects.exists()


def test_the_notice_is_ticked_in_the_same_dialog(client: Browser, cast: Cast) -> None:
    client.force_login(cast.nina)
    rolf = Candidate.objects.create(first_name="Rolf", owner=cast.nina)
    found = cast.payroll().add(rolf, by=cast.nina, at=MONDAY)
    refused = client.post(url(found), {"how": "phone"})
    assert refused.status_code == 422 and "tell them first" in refused.content.decode()
    assert client.post(url(found), {"how": "phone", "notice": "on"}).status_code == 302
    rolf.refresh_from_db()
    assert rolf.privacy_notice_at and PresentationConsent.objects.exists()


def test_consent_is_taken_back_and_the_notice_logged_on_pages(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    agrees(jonas)
    jonas.give_consent("phone", by=cast.nina, at=MONDAY)
    client.post(url(jonas, "consent_taking_back"), {"words": "Not to them."})
    jonas.refresh_from_db()
    assert jonas.consented_at is None
    rolf = Candidate.objects.create(first_name="Rolf", owner=cast.nina)
    page = reverse("privacy_notice", args=[rolf.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"how": "mail"}).status_code == 302
    rolf.refresh_from_db()
    assert rolf.privacy_notice_how == "mail"


def test_no_presentation_goes_out_with_somebody_who_has_not_agreed(
    client: Browser, cast: Cast
) -> None:
    shortlist = Shortlist(cast)
    shortlist.jonas.consented_at = None
    shortlist.jonas.save()
    client.force_login(cast.nina)
    page = reverse("assignment_presentation", args=[shortlist.assignment.pk])
    assert "Has not agreed yet to be presented" in client.get(page).content.decode()
    draft = shortlist.draft(shortlist.amira, shortlist.jonas)
    with pytest.raises(NoConsent):
        draft.send(by=cast.nina, at=NOW)
    draft.refresh_from_db()
    assert draft.frozen_at is None


def test_no_invitation_names_to_the_client_whoever_has_not_agreed(
    client: Browser, cast: Cast, jonas: Candidacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.access.timezone.now", lambda: NOW)
    typed = {"with_client": "on", "contact": cast.sara.pk, "starts_at": "2026-11-26T13:00"}
    typed |= {"tell": "on", "place": "Room 4"}
    answer = client.post(url(jonas, "candidacy_meeting"), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "has not agreed to be presented" in page and "Room 4" in page
    assert not Meeting.objects.exists() and not Letter.objects.exists()
    jonas.give_consent("phone", by=cast.nina, at=MONDAY)
    give_notice(jonas.candidate, "phone", by=cast.nina, at=MONDAY)
    assert client.post(url(jonas, "candidacy_meeting"), typed).status_code == 302
    assert Letter.objects.filter(to=cast.sara.email).exists()
    typed |= {"with_client": "", "starts_at": "2026-11-27T13:00"}
    ewa = jonas.assignment.add(cast.ewa, by=cast.nina, at=MONDAY)
    assert client.post(url(ewa, "candidacy_meeting"), typed).status_code == 302  # our interview
