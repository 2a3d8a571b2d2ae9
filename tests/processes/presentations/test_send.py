"""A presentation is frozen, made once per language, sent, and only then people are presented."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from mailings.delivery import deliver
from mailings.models import Letter
from processes.models import (
    AlreadySent,
    Assignment,
    Candidacy,
    Event,
    FollowUp,
    NothingToSend,
    Presentation,
)
from processes.presentations.chores import do_presentation, due_presentations
from tests.cast import NOW
from tests.processes.presentations.shortlist import Shortlist

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _kept_here(settings) -> None:
    settings.MAIL_GOES_OUT = False


def taken_further(presentation: Presentation) -> list[Letter]:
    """Rendered and written into letters, which wait."""
    assert list(due_presentations(NOW)) == [presentation]
    do_presentation(presentation.pk, NOW)
    return list(Letter.objects.filter(kind="presentation").order_by("pk"))


def test_sending_freezes_and_a_worker_writes_a_letter_to_each(shortlist: Shortlist) -> None:
    sara, hugo = shortlist.cast.sara, shortlist.cast.hugo
    hugo.language = "sv"
    hugo.save()
    sent = shortlist.sent(shortlist.amira, shortlist.jonas, recipients=[sara, hugo])
    letters = taken_further(sent)
    assert {(letter.to, letter.language) for letter in letters} == {
        (sara.email, "en"),
        (hugo.email, "sv"),
    }
    for letter in letters:
        (pdf,) = letter.attachments.all()
        said = bytes(pdf.content).decode()
        for words in ("Amira Lundqvist", "Closed a backlog at Coop", "78 000 SEK"):
            assert words in letter.html
            assert words in letter.text
            assert words in said
    assert sent.editions.count() == 2
    do_presentation(sent.pk, LATER)  # a second job
    assert Letter.objects.filter(kind="presentation").count() == 2


def test_nobody_counts_as_presented_before_the_letter_has_gone(shortlist: Shortlist) -> None:
    sent = shortlist.sent(shortlist.amira, shortlist.jonas, shortlist.rolf)
    (letter,) = taken_further(sent)
    assert not Candidacy.objects.filter(stage="presented").exists()
    deliver(letter.pk, at=LATER)
    presented = Candidacy.objects.filter(stage="presented", presented_at=LATER)
    assert {one.name for one in presented} == {"Amira Lundqvist", "Jonas Krantz", "Rolf Ek"}
    sent.refresh_from_db()
    assert sent.sent_at == LATER
    event = Event.objects.get(kind="presentation_sent")
    assert (event.contact, event.reached, event.visible_to_client) == (
        *(shortlist.cast.sara, True),
        True,
    )
    words = FollowUp.objects.waiting().filter(kind="client_feedback")
    assert words.count() == 3


def test_the_day_agreed_is_the_one_on_which_the_client_owes_its_word(shortlist: Shortlist) -> None:
    sent = shortlist.sent(shortlist.amira, feedback_on=date(2026, 11, 30))
    (letter,) = taken_further(sent)
    assert "30 November 2026" in letter.text
    deliver(letter.pk, at=LATER)
    word = FollowUp.objects.waiting().get(kind="client_feedback")
    assert word.due_at.date() == date(2026, 11, 30)


def test_only_the_first_letter_moves_anybody(shortlist: Shortlist) -> None:
    both = [shortlist.cast.sara, shortlist.cast.hugo]
    first, second = taken_further(shortlist.sent(shortlist.amira, recipients=both))
    deliver(first.pk, at=LATER)
    shortlist.amira.refresh_from_db()
    shortlist.amira.move_to("interviewed", by=shortlist.cast.nina, at=LATER)
    deliver(second.pk, at=LATER + timedelta(minutes=1))
    shortlist.amira.refresh_from_db()
    assert shortlist.amira.stage == "interviewed"
    assert Event.objects.filter(kind="presentation_sent").count() == 1


def test_who_has_gone_further_or_out_meanwhile_stays_there(shortlist: Shortlist) -> None:
    (letter,) = taken_further(shortlist.sent(shortlist.amira, shortlist.jonas, shortlist.rolf))
    nina = shortlist.cast.nina
    shortlist.amira.move_to("client_meeting", by=nina, at=NOW)
    shortlist.jonas.finish("withdrawn", reason="stays", said_no="candidate", by=nina, at=NOW)
    deliver(letter.pk, at=LATER)
    stages = dict(Candidacy.objects.values_list("candidate__first_name", "stage"))
    assert (stages["Amira"], stages["Jonas"], stages["Rolf"]) == (
        *("client_meeting", "interviewed"),
        "presented",
    )


def test_the_line_of_the_schedule_is_ticked(shortlist: Shortlist) -> None:
    (letter,) = taken_further(shortlist.sent(shortlist.amira))
    line = shortlist.assignment.activities.get(milestone="presentation")
    assert line.done_at is None
    deliver(letter.pk, at=LATER)
    line.refresh_from_db()
    assert line.done_at == LATER


def test_what_was_sent_stays_as_it_was(shortlist: Shortlist) -> None:
    sent = shortlist.sent(shortlist.amira)
    shortlist.argue(shortlist.amira, [("no", "All wrong")] * 3, recommendation="Changed")
    shortlist.cast.amira.expects = "A million"
    shortlist.cast.amira.save()
    (letter,) = taken_further(sent)
    for later in ("All wrong", "Changed", "A million"):
        assert later not in letter.html


def test_a_later_one_is_a_new_version_that_says_what_changed(shortlist: Shortlist) -> None:
    (letter,) = taken_further(shortlist.sent(shortlist.amira, shortlist.jonas))
    assert "Version" not in letter.text
    second = shortlist.sent(shortlist.amira, shortlist.rolf, at=LATER)
    assert second.number == 2
    assert [person.is_new for person in second.said.people] == [False, True]
    assert second.said.left == ("Jonas Krantz",)
    do_presentation(second.pk, LATER)
    again = Letter.objects.filter(kind="presentation").latest("pk")
    assert "Version 2" in again.subject
    assert "No longer among them: Jonas Krantz." in again.text
    assert "new in this version" in again.html


def test_twice_is_refused(shortlist: Shortlist) -> None:
    sent = shortlist.sent(shortlist.amira)
    with pytest.raises(AlreadySent):
        sent.send(by=shortlist.cast.nina, at=LATER)
    with pytest.raises(AlreadySent):
        Presentation.objects.draft(shortlist.assignment, number=1, at=LATER)


@pytest.mark.parametrize("lacks", ["people", "readers", "address"])
def test_nothing_goes_to_nobody(shortlist: Shortlist, lacks: str) -> None:
    sara = shortlist.cast.sara
    people = [] if lacks == "people" else [shortlist.amira]
    if lacks == "address":
        sara.email = ""
        sara.save()
    draft = shortlist.draft(*people, recipients=[] if lacks == "readers" else [sara])
    with pytest.raises(NothingToSend):
        draft.send(by=shortlist.cast.nina, at=NOW)
    assert not Presentation.objects.frozen().exists()


def test_a_draft_is_taken_nowhere(shortlist: Shortlist) -> None:
    draft = shortlist.draft(shortlist.amira)
    assert not due_presentations(LATER).exists()
    do_presentation(draft.pk, LATER)
    assert not Letter.objects.filter(kind="presentation").exists()


def test_the_page_sends_what_is_typed_at_once(client: Client, shortlist: Shortlist) -> None:
    client.force_login(shortlist.cast.nina)
    typed = shortlist.typed(shortlist.jonas, shortlist.amira, introduction="As agreed.")
    assert client.post(shortlist.address("presentation_sending"), typed).status_code == 302
    said = Presentation.objects.frozen().get().said
    assert [person.name for person in said.people] == ["Jonas Krantz", "Amira Lundqvist"]
    assert said.introduction == "As agreed."
    again = client.post(shortlist.address("presentation_sending"), typed)  # a second click
    assert again.status_code == 422
    assert "has been sent meanwhile" in again.content.decode()
    assert Presentation.objects.count() == 1


def test_the_page_refuses_what_cannot_go_and_keeps_the_words(
    client: Client, shortlist: Shortlist
) -> None:
    client.force_login(shortlist.cast.nina)
    typed = shortlist.typed(introduction="My words")
    answer = client.post(shortlist.address("presentation_sending"), typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Choose at least one candidate." in page
    assert "My words" in page
    assert not Presentation.objects.exists()


def test_nothing_goes_out_on_a_closed_assignment(client: Client, shortlist: Shortlist) -> None:
    client.force_login(shortlist.cast.nina)
    Assignment.objects.filter(pk=shortlist.assignment.pk).update(closed_at=NOW, outcome="lost")
    answer = client.post(
        shortlist.address("presentation_sending"), shortlist.typed(shortlist.amira)
    )
    assert answer.status_code == 422
    assert not Presentation.objects.exists()


def test_the_letter_can_be_seen_before_it_is_sent(client: Client, shortlist: Shortlist) -> None:
    client.force_login(shortlist.cast.nina)
    typed = shortlist.typed(shortlist.jonas, introduction="As we agreed on Monday.")
    seen = client.post(shortlist.address("presentation_preview"), typed)
    assert "As we agreed on Monday." in seen.content.decode()
    assert "Jonas Krantz" in seen.content.decode()
    assert "Amira Lundqvist" not in seen.content.decode()
    assert "sandbox" in seen["Content-Security-Policy"]
    assert Presentation.objects.drafts().get().introduction == "As we agreed on Monday."
    assert not Letter.objects.exists()
