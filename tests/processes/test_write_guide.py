"""The guide to a meeting (K4): begun from what is known, published, withdrawn."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.guides import in_words
from processes.models import (
    Candidacy,
    Event,
    GuideChangedMeanwhile,
    GuideSaysNothing,
    Meeting,
    MeetingGuide,
)
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=1)
SAID: dict[str, Any] = {
    "wants": ["technology", "purpose"],
    "wants_words": "To build something that stays.",
    "show": "- The new payroll engine\n\n• A walk through the plant",
    "case": "September's run, and what broke.",
    "explore": "How she coached two juniors",
}


@pytest.fixture
def jonas(cast: Cast, client: Browser) -> Candidacy:
    client.force_login(cast.nina)
    return cast.presented(cast.jonas, cast.payroll())


def write(jonas: Candidacy, cast: Cast, at: datetime = NOW, **said: Any) -> MeetingGuide:
    guide = MeetingGuide.objects.filter(candidacy=jonas).first()
    seen = guide.version if guide else ""
    return MeetingGuide.objects.write(jonas, **SAID | said, by=cast.nina, at=at, seen=seen)


def url(jonas: Candidacy, name: str = "candidacy_guide") -> str:
    return reverse(name, args=[jonas.pk])


def kinds() -> list[str]:
    found = Event.objects.filter(kind__startswith="guide_").order_by("pk")
    return list(found.values_list("kind", flat=True))


def test_the_client_is_told_what_was_typed_a_line_each(cast: Cast, jonas: Candidacy) -> None:
    told = in_words(write(jonas, cast))
    assert told.wants == ("Technology", "Purpose")
    assert told.show == ("The new payroll engine", "A walk through the plant")


def test_a_meeting_that_goes_on_is_not_over(cast: Cast, jonas: Candidacy) -> None:
    hour = timedelta(hours=1)
    Meeting.objects.book(jonas, starts_at=NOW, ends_at=NOW + hour, by=cast.nina, at=MONDAY)
    open_end = Meeting.objects.book(jonas, starts_at=NOW, by=cast.nina, at=MONDAY)
    minute = timedelta(minutes=1)
    for at, left in ((NOW, 2), (NOW + hour - minute, 2), (NOW + hour, 1), (NOW + 2 * hour, 0)):
        assert Meeting.objects.not_over(at).count() == left
    open_end.cancel(by=cast.nina, at=MONDAY)
    assert Meeting.objects.not_over(NOW).count() == 1


def test_publishing_changing_and_withdrawing_each_are_one_event(
    cast: Cast, jonas: Candidacy
) -> None:
    guide = write(jonas, cast)
    assert kinds() == []
    for _twice in range(2):
        guide.publish(by=cast.nina, at=NOW)
    write(jonas, cast, case="October's run.")
    write(jonas, cast, case="October's run.")
    for _twice in range(2):
        guide.withdraw(by=cast.nina, at=NOW)
    assert kinds() == ["guide_published", "guide_changed", "guide_withdrawn"]
    assert guide.case == "October's run.", "what was written stays"


def test_a_guide_that_knows_nothing_of_the_person_is_not_published(
    cast: Cast, jonas: Candidacy
) -> None:
    with pytest.raises(GuideSaysNothing):
        write(jonas, cast, wants=[], wants_words="").publish(by=cast.nina, at=NOW)
    write(jonas, cast).publish(by=cast.nina, at=NOW)
    with pytest.raises(GuideSaysNothing):
        write(jonas, cast, wants=[], wants_words="")


def test_whoever_wrote_meanwhile_is_not_overwritten(cast: Cast, jonas: Candidacy) -> None:
    seen = write(jonas, cast).version
    write(jonas, cast, at=TOMORROW, case="Another.")
    with pytest.raises(GuideChangedMeanwhile, match="Nina Lind"):
        MeetingGuide.objects.write(jonas, **SAID, by=cast.rasmus, at=TOMORROW, seen=seen)
    with pytest.raises(GuideChangedMeanwhile):
        MeetingGuide.objects.write(jonas, **SAID, by=cast.rasmus, at=TOMORROW, seen="")


def test_a_guide_begins_with_what_is_known(cast: Cast, jonas: Candidacy, client: Browser) -> None:
    first, *others = jonas.assignment.must_haves.all()
    jonas.note_fit(
        {first.pk: ("yes", "Hogia at Axfood"), others[0].pk: ("partly", "Twice")},
        recommended=False,
        recommendation="",
        risk="",
        is_clients_own=False,
        by=cast.nina,
        at=NOW,
    )
    write(cast.presented(cast.amira, jonas.assignment), cast)
    elsewhere = cast.data_engineer().add(cast.jonas, by=cast.rasmus, at=MONDAY)
    write(elsewhere, cast, wants=["flexibility"], wants_words="Only Lumen may know.")
    page = client.get(url(jonas)).content.decode()
    assert "\n".join(must.text for must in others) in page
    assert first.text not in page
    assert "walk through the plant" in page, "what others on this assignment are shown"
    assert 'value="flexibility"' in page.split("checked")[0][-400:], "what this person wanted"
    assert "Only Lumen may know." not in page
    assert not MeetingGuide.objects.filter(candidacy=jonas).exists()


def test_a_draft_is_kept_published_and_withdrawn_from_the_page(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    assert client.post(url(jonas), SAID | {"seen": ""}).status_code == 302
    guide = MeetingGuide.objects.get()
    assert not guide.is_published
    assert "draft" in client.get(reverse("candidacy", args=[jonas.pk])).content.decode()
    typed = SAID | {"seen": guide.version, "explore": "Coaching\r\nHogia"}
    assert client.post(url(jonas, "guide_publication"), typed).status_code == 302
    guide.refresh_from_db()
    assert (guide.is_published, guide.explore) == (True, "Coaching\nHogia")
    page = client.get(reverse("candidacy", args=[jonas.pk])).content.decode()
    for words in ("the client reads it", "Purpose", "A walk through the plant", "Withdraw"):
        assert words in page
    assert client.post(url(jonas, "guide_withdrawal")).status_code == 302
    guide.refresh_from_db()
    assert not guide.is_published


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"wants": ["money"]}, "money"),
        ({"case": "x" * 801}, "800"),
        ({"show": "a line\n" * 9}, "at most 8 lines here"),
        ({"wants": [], "wants_words": " "}, "What does this person want?"),
        ({"seen": "20201124"}, "Nothing was saved"),
        ({"case": "zero\0"}, "Null characters"),
    ],
)
def test_what_cannot_be_published_keeps_what_was_typed(
    client: Browser, jonas: Candidacy, typed: dict[str, Any], said: str
) -> None:
    answer = client.post(url(jonas, "guide_publication"), SAID | {"seen": ""} | typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "How she coached two juniors" in page
    assert not MeetingGuide.objects.exists()


def test_saving_once_more_replaces_what_somebody_else_wrote(
    client: Browser, cast: Cast, jonas: Candidacy
) -> None:
    write(jonas, cast)
    typed = SAID | {"seen": "", "case": "Mine."}
    page = client.post(url(jonas), typed).content.decode()
    guide = MeetingGuide.objects.get()
    assert guide.case == SAID["case"]
    assert f'value="{guide.version}"' in page
    client.post(url(jonas), typed | {"seen": guide.version})
    guide.refresh_from_db()
    assert guide.case == "Mine."


def test_a_coming_meeting_without_guide_is_a_risk_on_the_assignment(
    client: Browser, cast: Cast, jonas: Candidacy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    board = reverse("assignment", args=[jonas.assignment_id])
    far = Meeting.objects.book(jonas, starts_at=NOW + timedelta(days=5), by=cast.nina, at=NOW)
    assert "no guide" not in client.get(board).content.decode()
    far.cancel(by=cast.nina, at=NOW)
    Meeting.objects.book(jonas, starts_at=NOW + timedelta(days=3), by=cast.nina, at=NOW)
    page = " ".join(client.get(board).content.decode().split())
    assert "Jonas Krantz meets the client on Mon 23 Nov 10:00, and there is no guide" in page
    write(jonas, cast).publish(by=cast.nina, at=NOW)
    assert "no guide" not in client.get(board).content.decode()
