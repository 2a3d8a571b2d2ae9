"""A change of the brief is told to the client (C2): by phone, in a meeting, or by letter."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from mailings.models import Letter
from processes.briefs.telling import send
from processes.letters_seen import letters_seen_by
from processes.models import Assignment, BriefVersion, Event, FollowUp
from processes.words import Draft
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
EARLIER = NOW - timedelta(hours=2)


def edit(assignment: Assignment, at: Any = EARLIER, **changed: Any) -> Event | None:
    keeps = {
        "contacts": list(assignment.contacts.all()),
        "must_haves": [must.text for must in assignment.must_haves.all()],
    }
    return assignment.edit(by=assignment.owner, at=at, **{**keeps, **changed})


def paid(low: int, high: int) -> dict[str, Any]:
    return {
        "pay_from": Decimal(low),
        "pay_to": Decimal(high),
        "pay_currency": "SEK",
        "pay_per": "month",
    }


@pytest.fixture
def cast() -> Cast:
    return Cast()


@pytest.fixture
def payroll(cast: Cast) -> Assignment:
    return cast.payroll(place="Gävle", **paid(45_000, 50_000))


@pytest.fixture
def changed(payroll: Assignment) -> Assignment:
    """The pay has been raised, and the presentation moves."""
    edit(
        payroll,
        dates_effect="move",
        dates_words="The presentation moves to 9 December",
        **paid(52_000, 56_000),
    )
    return payroll


def owed() -> FollowUp:
    return FollowUp.objects.get(kind="brief_told", settled_at=None, dropped_at=None)


def test_what_the_client_hears_of_makes_a_version_and_is_owed(changed: Assignment) -> None:
    second = BriefVersion.objects.get(assignment=changed, number=2)
    assert second.changes == [
        {
            "what": "pay",
            "before": {
                "pay_from": "45000.00",
                "pay_to": "50000.00",
                "pay_currency": "SEK",
                "pay_per": "month",
            },
            "after": {
                "pay_from": "52000.00",
                "pay_to": "56000.00",
                "pay_currency": "SEK",
                "pay_per": "month",
            },
        }
    ]
    assert Event.objects.get(kind="assignment_edited").facts["version"] == 2
    assert owed().owner == changed.owner


def test_what_is_ours_alone_makes_no_version(payroll: Assignment) -> None:
    event = edit(payroll, competition="Two other agencies", other_agencies=2)
    assert event is not None
    assert "version" not in event.facts
    assert BriefVersion.objects.filter(assignment=payroll).count() == 1
    assert not FollowUp.objects.filter(kind="brief_told").exists()


def test_a_correction_is_news_to_nobody(payroll: Assignment) -> None:
    edit(payroll, place="Gävle centrum", only_corrected=True)
    assert not FollowUp.objects.filter(kind="brief_told").exists()
    edit(payroll, place="Uppsala")
    newest = BriefVersion.objects.get(assignment=payroll, number=2)
    assert newest.changes == [{"what": "place", "before": "Gävle centrum", "after": "Uppsala"}]


def test_the_first_version_of_an_assignment_of_before_is_how_it_was(payroll: Assignment) -> None:
    BriefVersion.objects.all().delete()
    edit(payroll, place="Uppsala")
    first, second = BriefVersion.objects.filter(assignment=payroll)
    assert (first.facts["place"], first.by, first.at) == ("Gävle", None, payroll.opened_at)
    assert second.changes == [{"what": "place", "before": "Gävle", "after": "Uppsala"}]


@pytest.mark.parametrize(
    ("at", "late"),
    [(EARLIER, False), (NOW, False), (NOW + timedelta(days=7), True)],
    ids=["early", "on time", "late"],
)
def test_it_is_settled_by_telling(cast: Cast, changed: Assignment, at: Any, late: bool) -> None:
    word = owed()
    told = at if at > EARLIER else EARLIER + MINUTE
    assert (word.due_at < told) is late
    newest = BriefVersion.objects.get(assignment=changed, number=2)
    assert newest.tell(by=cast.nina, at=told, contact=cast.sara, how="called")
    word.refresh_from_db()
    assert word.settled_at == told
    assert BriefVersion.objects.untold().count() == 0


def test_telling_twice_says_so_and_changes_nothing(cast: Cast, changed: Assignment) -> None:
    newest = BriefVersion.objects.get(assignment=changed, number=2)
    assert newest.tell(by=cast.nina, at=NOW, contact=cast.sara, how="called")
    assert not newest.tell(by=cast.nina, at=NOW + MINUTE, contact=cast.sara, how="called")
    assert Event.objects.filter(kind="brief_told").count() == 1


def test_it_is_due_a_working_day_after_the_change(changed: Assignment) -> None:
    hours = changed.owner.working_hours()
    assert owed().due_at == hours.add_days(EARLIER, 1)


def test_a_change_since_the_letter_was_written_stays_owed(cast: Cast, changed: Assignment) -> None:
    older = BriefVersion.objects.get(assignment=changed, number=2)
    edit(changed, at=EARLIER + MINUTE, place="Uppsala")
    older.tell(by=cast.nina, at=NOW, contact=cast.sara, how="letter")
    assert [one.number for one in BriefVersion.objects.untold()] == [3]
    assert owed().is_open


def test_who_was_told_on_the_phone_is_logged_and_the_word_is_given(
    client: Browser, cast: Cast, changed: Assignment
) -> None:
    client.force_login(cast.nina)
    url = reverse("brief_telling", args=[changed.pk])
    page = client.get(url).content.decode()
    assert "SEK 52,000–56,000 a month (it was SEK 45,000–50,000 a month)" in page
    assert "The presentation moves to 9 December." in page
    answer = client.post(url, {"contact": cast.sara.pk, "how": "called", "version": 2})
    assert answer.status_code == 302
    told = Event.objects.get(kind="brief_told")
    assert (told.contact, told.facts["versions"], told.facts["how"]) == (cast.sara, [2], "called")
    call = Event.objects.get(kind="called")
    assert (call.reached, told.facts["heard_in"]) == (True, call.pk)
    assert not FollowUp.objects.waiting().filter(kind="brief_told").exists()
    again = client.post(url, {"contact": cast.sara.pk, "how": "called", "version": 2}, follow=True)
    assert "There is nothing to tell" in again.content.decode()


def test_what_came_while_they_talked_is_still_to_be_told(
    client: Browser, cast: Cast, changed: Assignment
) -> None:
    BriefVersion.objects.get(assignment=changed, number=2).tell(by=cast.lea, at=NOW)
    edit(changed, at=NOW, place="Uppsala")
    client.force_login(cast.nina)
    url = reverse("brief_telling", args=[changed.pk])
    client.post(url, {"contact": cast.sara.pk, "how": "called", "version": "2"})
    assert [one.number for one in BriefVersion.objects.untold()] == [3]
    client.post(url, {"contact": cast.sara.pk, "how": "called", "version": "99999"})
    assert not BriefVersion.objects.untold().exists()


def test_a_call_that_nobody_took_tells_nobody(
    client: Browser, cast: Cast, changed: Assignment
) -> None:
    client.force_login(cast.nina)
    url = reverse("brief_telling", args=[changed.pk])
    client.post(url, {"contact": cast.sara.pk, "how": "no_answer", "version": 2})
    assert owed().is_open
    assert BriefVersion.objects.untold().count() == 1


def test_a_call_logged_by_mistake_takes_the_telling_along(
    client: Browser, cast: Cast, changed: Assignment
) -> None:
    client.force_login(cast.nina)
    url = reverse("brief_telling", args=[changed.pk])
    client.post(url, {"contact": cast.sara.pk, "how": "called", "version": 2})
    call = Event.objects.get(kind="called")
    call.undo(by=cast.nina, at=call.recorded_at + MINUTE)
    assert owed().is_open
    assert BriefVersion.objects.untold().count() == 1
    assert not Event.objects.standing().filter(kind="brief_told").exists()


def test_a_letter_says_what_is_new_and_counts_once_it_went_out(
    client: Browser, cast: Cast, changed: Assignment
) -> None:
    cast.sara.language = "sv"
    cast.sara.save()
    client.force_login(cast.nina)
    url = reverse("brief_letter", args=[changed.pk])
    page = client.get(url).content.decode()
    assert "det här är nytt i kravprofilen" in page
    typed = {"contact": cast.sara.pk, "version": 2, "subject": "Nytt", "body": "Mer lön."}
    assert client.post(url, typed).status_code == 302
    assert client.post(url, typed).status_code == 422  # it is on its way
    letter = Letter.objects.get(kind="brief_changed")
    assert (letter.recipient, letter.language) == (cast.sara, "sv")
    assert owed().is_open
    assert letter.occasion is not None
    letter.occasion.letter_was_sent(letter, at=NOW)
    assert Event.objects.get(kind="brief_told").facts["how"] == "letter"
    assert not FollowUp.objects.waiting().filter(kind="brief_told").exists()


def test_nobody_outside_a_confidential_one_tells_it(client: Browser, cast: Cast) -> None:
    hidden = cast.payroll(confidential=True)
    client.force_login(cast.rasmus)
    for name in ("brief_telling", "brief_letter", "brief_versions"):
        assert client.get(reverse(name, args=[hidden.pk])).status_code == 404


def test_the_letter_about_a_confidential_one_is_seen_by_its_team(cast: Cast) -> None:
    hidden = cast.payroll(confidential=True)
    edit(hidden, place="Uppsala")
    version = BriefVersion.objects.get(assignment=hidden, number=2)
    send(version, Draft("Secret", "Uppsala"), to=cast.sara, by=cast.nina, at=NOW)
    assert letters_seen_by(cast.nina).filter(kind="brief_changed").exists()
    assert not letters_seen_by(cast.rasmus).filter(kind="brief_changed").exists()


def test_closing_the_assignment_drops_what_was_to_be_told(cast: Cast, changed: Assignment) -> None:
    changed.close("cancelled", words="They stopped.", by=cast.nina, at=NOW)
    assert FollowUp.objects.get(kind="brief_told").dropped_at == NOW
    edit(changed, at=NOW + MINUTE, place="Uppsala")
    assert not FollowUp.objects.waiting().filter(kind="brief_told").exists()
