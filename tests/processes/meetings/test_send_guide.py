"""The guide goes to those who meet somebody, frozen, in their language, and once (K4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mailings.apart import RenderingFailed
from mailings.chores import do_letter
from mailings.models import Letter
from processes import documents
from processes.meetings.chores import do_guide, due_guides
from processes.models import Event, Meeting, NoConsent, SentGuide
from processes.models.sent_guide import DoesNotMeet, GuideNotPublished, NobodyMeetsThem
from tests.cast import NOW, Cast
from tests.processes.meetings.arranged import STARTS, arranged, guide_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    cast.hugo.language = "sv"
    cast.hugo.save()
    meeting = arranged(cast, contacts=[cast.hugo])
    guide_to(meeting.candidacy, cast)
    return meeting


def send(meeting: Meeting, cast: Cast, at: Any = NOW) -> SentGuide:
    return SentGuide.objects.send(meeting, by=cast.nina, at=at)


def letters() -> dict[str, Letter]:
    return {letter.to: letter for letter in Letter.objects.filter(kind="guide").order_by("pk")}


def test_a_worker_makes_a_letter_with_its_page_for_each(cast: Cast, meeting: Meeting) -> None:
    sent = send(meeting, cast)
    assert list(due_guides(NOW)) == [sent] and not letters()
    do_guide(sent.pk, NOW)
    do_guide(sent.pk, LATER)  # a second job
    found = letters()
    assert {to: letter.language for to, letter in found.items()} == {
        cast.sara.email: "en",
        cast.hugo.email: "sv",
    }
    letter = found[cast.sara.email]
    (pdf,) = letter.attachments.all()
    assert pdf.filename == "Guide to meeting Amira Lundqvist 2026-11-26.pdf"
    for words in ("Something that lasts.", "Development", "Discrimination Act (2008:567)"):
        assert words in letter.html and words in letter.text
        assert words in bytes(pdf.content).decode()
    assert Letter.objects.filter(kind="guide").count() == 2


def test_it_says_what_it_said_when_it_was_sent(cast: Cast, meeting: Meeting) -> None:
    sent = send(meeting, cast)
    guide = meeting.candidacy.guide
    guide_to(meeting.candidacy, cast, wants_words="Peace and quiet.", seen=guide.version)
    do_guide(sent.pk, NOW)
    assert "Something that lasts." in letters()[cast.sara.email].text
    assert "Peace and quiet." not in letters()[cast.sara.email].text


def test_the_same_goes_to_nobody_twice_and_news_to_all(cast: Cast, meeting: Meeting) -> None:
    send(meeting, cast)
    with pytest.raises(NobodyMeetsThem):
        send(meeting, cast, LATER)
    meeting.contacts.add(cast._contact(cast.nordvik, "Olle", "Dahl"))
    with_olle = send(meeting, cast, LATER)  # who is there is news to everybody
    assert with_olle.recipients.count() == 3
    meeting.candidacy.guide.refresh_from_db()
    guide_to(meeting.candidacy, cast, wants_words="Peace.", seen=meeting.candidacy.guide.version)
    assert send(meeting, cast, LATER).recipients.count() == 3


def test_a_draft_is_not_sent(cast: Cast, meeting: Meeting) -> None:
    meeting.candidacy.guide.withdraw(by=cast.nina, at=NOW)
    with pytest.raises(GuideNotPublished):
        send(meeting, cast)
    assert not SentGuide.objects.exists()


def test_it_goes_out_early_and_on_time_and_no_more_when_the_meeting_is_off(
    cast: Cast, meeting: Meeting
) -> None:
    sent = send(meeting, cast)
    meeting.cancel(by=cast.nina, at=LATER)
    do_guide(sent.pk, LATER)
    assert not letters() and not due_guides(STARTS).exists()


def test_nothing_is_sent_for_a_meeting_that_is_over_or_off_or_without_the_candidate(
    cast: Cast, meeting: Meeting
) -> None:
    with pytest.raises(DoesNotMeet):
        send(meeting, cast, STARTS)  # on time for nobody
    waits = send(meeting, cast, STARTS - timedelta(minutes=1))
    meeting.candidacy.finish(
        "withdrawn", reason="other_offer", said_no="candidate", by=cast.nina, at=NOW
    )
    with pytest.raises(DoesNotMeet):
        send(meeting, cast)
    do_guide(waits.pk, NOW)
    assert not letters()


def test_it_does_not_come_after_the_meeting(cast: Cast, meeting: Meeting, settings: Any) -> None:
    settings.MAIL_GOES_OUT = False
    do_guide(send(meeting, cast).pk, NOW)
    found = letters()
    do_letter(found[cast.sara.email].pk, STARTS - timedelta(minutes=1))
    do_letter(found[cast.hugo.email].pk, STARTS)
    assert letters()[cast.sara.email].sent_at and not letters()[cast.hugo.email].sent_at


def test_once_it_went_out_it_is_a_word_to_the_client(
    cast: Cast, meeting: Meeting, settings: Any
) -> None:
    settings.MAIL_GOES_OUT = False
    sent = send(meeting, cast)
    do_guide(sent.pk, NOW)
    for letter in letters().values():
        do_letter(letter.pk, LATER)
    sent.refresh_from_db()
    assert sent.sent_at == LATER
    told = Event.objects.filter(kind="letter_sent", facts__letter="guide")
    assert {event.contact for event in told} == {cast.sara, cast.hugo}
    assert {event.candidate for event in told} == {None}  # no word to the candidate


def test_a_page_that_cannot_be_made_is_tried_again_and_then_waits_for_somebody(
    cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(html: str, *, language: str) -> bytes:
        raise RenderingFailed("Rendering took longer than 45 seconds.")

    monkeypatch.setattr(documents, "render_pdf", fails)
    sent = send(meeting, cast)
    for minutes in (0, 1, 11):
        do_guide(sent.pk, NOW + timedelta(minutes=minutes))
    sent.refresh_from_db()
    assert sent.waits_for_a_person and not due_guides(STARTS).exists()
    assert list(SentGuide.objects.in_trouble(LATER)) == [sent]
    again = send(meeting, cast, LATER)  # what failed is with nobody
    assert again.recipients.count() == 2


def test_who_is_after_them_is_told_but_not_by_name(cast: Cast, meeting: Meeting) -> None:
    meeting.candidacy.other_offer = "Coop, final round"
    meeting.candidacy.other_offer_answers_on = NOW.date() + timedelta(days=10)
    do_guide(send(meeting, cast).pk, NOW)
    said = letters()[cast.sara.email].text
    assert "gets an answer on Monday 30 November" in said and "Coop" not in said


def test_of_the_offers_it_names_what_this_person_wants(cast: Cast, meeting: Meeting) -> None:
    meeting.candidacy.assignment.offers = {"development": "A year in Oslo", "benefits": "A car"}
    do_guide(send(meeting, cast).pk, NOW)
    said = letters()[cast.sara.email].text
    assert "- Development: A year in Oslo" in said and "A car" not in said


def test_words_for_the_candidate_and_about_them_stay_where_they_are(cast: Cast) -> None:
    meeting = arranged(cast, candidate_words="Sara is tired of long answers.")
    meeting.candidacy.risk = "Nervous in the first ten minutes"
    meeting.candidacy.save()
    guide_to(meeting.candidacy, cast)
    do_guide(send(meeting, cast).pk, NOW)
    letter = letters()[cast.sara.email]
    said = letter.text + letter.html + bytes(letter.attachments.get().content).decode()
    assert "tired of long answers" not in said and "Nervous" not in said


@pytest.mark.parametrize("made", [False, True])
def test_of_whoever_takes_consent_back_no_guide_goes_out(
    cast: Cast, meeting: Meeting, made: bool
) -> None:
    candidacy = meeting.candidacy
    candidacy.give_consent("phone", by=cast.nina, at=NOW)
    sent = send(meeting, cast)
    if made:
        do_guide(sent.pk, NOW)
    candidacy.take_consent_back(by=cast.nina, at=NOW)
    do_guide(sent.pk, NOW)
    for letter in letters().values():
        do_letter(letter.pk, LATER)
    assert not Letter.objects.filter(kind="guide", sent_at__isnull=False).exists()
    with pytest.raises(NoConsent):
        send(Meeting.objects.get(), cast)
    with pytest.raises(NoConsent):
        Meeting.objects.book(candidacy, starts_at=STARTS, by=cast.nina, at=NOW)
