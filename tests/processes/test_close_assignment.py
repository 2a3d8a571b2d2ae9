from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from mailings.models import Letter
from processes.models import AlreadyClosed, Assignment, Closing, Decline, Event, Unanswered
from processes.timeline import record
from recruitcrm import chores
from tests.cast import MONDAY, NOW, Cast
from tests.processes.forms import shown

pytestmark = pytest.mark.django_db

TYPED = {"outcome": "filled", "words": "Amira starts in December."}
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.nina)
    return cast


def url(assignment: Assignment) -> str:
    return reverse("assignment_closing", args=[assignment.pk])


def typed(client: Browser, assignment: Assignment, **more: str) -> dict[str, Any]:
    """The page as it is shown, with outcome and words filled in."""
    return shown(client, url(assignment)) | TYPED | more


def test_a_closed_assignment_owes_the_client_nothing_and_tells_them_why(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    answer = client.post(url(payroll), typed(client, payroll))
    assert answer["Location"] == payroll.get_absolute_url()
    payroll.refresh_from_db()
    assert (payroll.is_open, payroll.outcome) == (False, "filled")
    assert not payroll.follow_ups.waiting().we_owe("client").filter(assignment=payroll).exists()
    event = Event.objects.get(kind="assignment_closed")
    assert (event.visible_to_client, event.text) == (True, TYPED["words"])
    letter = Letter.objects.get(kind="closing", recipient_id=cast.sara.pk)
    assert TYPED["words"] in letter.text


def test_the_verb_refuses_while_anyone_waits_and_names_everyone(cast: Cast) -> None:
    payroll = cast.payroll()
    for person in (cast.jonas, cast.amira):
        payroll.add(person, by=None, at=MONDAY, applied=True)
    with pytest.raises(Unanswered) as refusal:
        payroll.close("filled", words="Done", by=cast.nina, at=NOW)
    assert set(refusal.value.names) == {"Jonas Krantz", "Amira Lundqvist"}
    payroll.refresh_from_db()
    assert payroll.is_open


def test_the_page_lists_everyone_who_is_unanswered_and_answers_them_all(
    client: Browser, cast: Cast
) -> None:
    payroll = cast.payroll()
    cast.amira.language = "sv"
    cast.amira.save()
    for person in (cast.jonas, cast.amira):
        payroll.add(person, by=None, at=MONDAY, applied=True)
    cast.presented(cast.ewa, payroll)
    page = client.get(url(payroll))
    html = page.content.decode()
    assert html.count("Answered by letter") == html.count("To be called") == 1
    assert [one.candidacy.name for one in page.context["by_call"]] == ["Ewa Malinowska"]
    assert client.post(url(payroll), typed(client, payroll))["Location"] == url(payroll)
    closing = Closing.objects.get()
    written = {one.candidacy.name: one.letter for one in closing.declines.all()}
    assert {name: letter and letter.language for name, letter in written.items()} == {
        "Jonas Krantz": "en",
        "Amira Lundqvist": "sv",
    }
    under_way = client.get(url(payroll)).content.decode()
    assert "2 letters go out at" in under_way
    assert "1 person still waits for a word" in under_way
    assert reverse("candidacy_telling", args=[payroll.candidacies.get(candidate=cast.ewa).pk]) in (
        under_way
    )
    assert "On its way to be closed" in client.get(payroll.get_absolute_url()).content.decode()


def test_each_reader_gets_the_text_that_was_edited(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    body = "Hello {first_name}, {assignment} is closed."
    said = {
        "body_en_decline_closed": body,
        f"body_contact_{cast.hugo.pk}": "Dear Hugo,\n\n{why}",
        f"subject_contact_{cast.hugo.pk}": "The end",
    }
    client.post(url(payroll), typed(client, payroll, **said))
    decline = Decline.objects.get()
    assert decline.letter is not None
    assert "Hello Jonas, Interim payroll manager is closed." in decline.letter.text
    chores.do_all(decline.letter.send_at)
    chores.do_all(decline.letter.send_at + AN_HOUR)
    word = Letter.objects.get(kind="closing", recipient_id=cast.hugo.pk)
    assert (word.subject, TYPED["words"] in word.text) == ("The end", True)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("body_en_decline_closed", "Dear {surname}"),
        ("subject_en_decline_closed", ""),
        ("body_contact", "It ends because of {reason}."),
        ("body_contact", "A {brace"),
    ],
)
def test_a_text_with_an_unknown_placeholder_or_none_is_refused_and_kept(
    client: Browser, cast: Cast, name: str, wrong: str
) -> None:
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    name = f"body_contact_{cast.sara.pk}" if name == "body_contact" else name
    answer = client.post(url(payroll), typed(client, payroll, **{name: wrong}))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {name}
    assert answer.context["form"][name].value() == wrong
    assert not Closing.objects.exists()
    assert not Letter.objects.filter(kind="decline").exists()


def test_called_off_from_the_page(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    off = reverse("closing_calling_off", args=[payroll.pk])
    client.post(off)  # nothing to call off is no error
    client.post(url(payroll), typed(client, payroll))
    assert client.post(off)["Location"] == payroll.get_absolute_url()
    closing = Closing.objects.get()
    assert closing.called_off_at is not None
    assert not Decline.objects.under_way().exists()
    assert client.post(off).status_code == 302


def test_two_who_close_it_at_once_close_it_once(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    said = typed(client, payroll)
    client.post(url(payroll), said)
    answer = client.post(url(payroll), said)
    assert answer.status_code == 422
    assert "Somebody is closing this assignment already." in answer.content.decode()
    assert Letter.objects.filter(kind="decline").count() == 1


def test_it_says_who_of_the_client_has_no_address(client: Browser, cast: Cast) -> None:
    cast.hugo.email = ""
    cast.hugo.save()
    payroll = cast.payroll()
    assert "Hugo Falk has no e-mail address" in client.get(url(payroll)).content.decode()
    client.post(url(payroll), typed(client, payroll))
    assert [one.to_name for one in Letter.objects.filter(kind="closing")] == ["Sara Berg"]


def test_answered_they_no_longer_stand_in_the_way(cast: Cast) -> None:
    payroll = cast.payroll()
    candidacy = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    candidacy.finish("rejected", reason="fit", said_no="we", by=cast.nina, at=NOW)
    record("called", by=cast.nina, at=NOW, candidacy=candidacy, reached=False)
    assert payroll.unanswered().exists()
    record("called", by=cast.nina, at=NOW, candidacy=candidacy, reached=True)
    payroll.close("lost", words="Another agency was quicker.", by=cast.nina, at=NOW)
    assert not payroll.is_open


def test_whoever_is_in_play_has_been_told_no_outcome_yet(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    jonas = cast.presented(cast.jonas, payroll)
    amira = payroll.add(cast.amira, by=cast.nina, at=MONDAY)  # found, never talked to
    record("called", by=cast.nina, at=NOW, candidacy=jonas, reached=True)
    with pytest.raises(Unanswered) as refusal:
        payroll.close("cancelled", words="Put on hold.", by=cast.nina, at=NOW)
    assert refusal.value.names == ["Jonas Krantz"]
    assert (
        reverse("candidacy_telling", args=[jonas.pk]) in client.get(url(payroll)).content.decode()
    )
    jonas.finish("rejected", reason="closed", said_no="client", by=cast.nina, at=NOW)
    later = NOW + timedelta(hours=1)
    record("called", by=cast.nina, at=later, candidacy=jonas, reached=True)
    payroll.close("cancelled", words="Put on hold.", by=cast.nina, at=later)
    assert amira.is_in_play and not payroll.is_open


def test_whoever_is_placed_stands_in_nobodys_way(cast: Cast) -> None:
    payroll = cast.payroll()
    jonas = cast.presented(cast.jonas, payroll)
    jonas.move_to("placed", by=cast.nina, at=NOW)
    record("called", by=cast.nina, at=NOW, candidacy=jonas, reached=True)
    payroll.close("filled", words="Jonas starts in January.", by=cast.nina, at=NOW)
    assert not payroll.is_open


def test_it_closes_once(client: Browser, cast: Cast) -> None:
    payroll = cast.payroll()
    seen_before = Assignment.objects.get(pk=payroll.pk)
    payroll.close("filled", words="Done", by=cast.rasmus, at=NOW)
    with pytest.raises(AlreadyClosed):
        seen_before.close("lost", words="Lost", by=cast.nina, at=NOW)
    assert client.post(url(payroll), typed(client, payroll)).status_code == 422
    assert Event.objects.filter(kind="assignment_closed").count() == 1


@pytest.mark.parametrize("wrong", [{"outcome": ""}, {"outcome": "x"}, {"words": " "}])
def test_no_assignment_ends_in_silence(client: Browser, cast: Cast, wrong: dict[str, str]) -> None:
    payroll = cast.payroll()
    assert client.post(url(payroll), typed(client, payroll, **wrong)).status_code == 422
    payroll.refresh_from_db()
    assert payroll.is_open


def test_whoever_has_talked_with_us_is_told_the_outcome_wherever_they_stand(
    client: Browser, cast: Cast
) -> None:
    """A talk, or an answer that leaves things open, is no outcome; who never answered has none."""
    payroll = cast.payroll()
    jonas = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    record("letter_sent", by=None, at=NOW, candidacy=jonas, reached=True, letter="answer")
    amira, ewa = (payroll.add(one, by=cast.nina, at=MONDAY) for one in (cast.amira, cast.ewa))
    for one in (amira, ewa):
        one.move_to("contacted", by=cast.nina, at=MONDAY)
    record("called", by=cast.nina, at=NOW, candidacy=amira, reached=True)
    record("called", by=cast.nina, at=NOW, candidacy=ewa, reached=False)
    with pytest.raises(Unanswered) as refusal:
        payroll.close("lost", words="Another agency.", by=cast.nina, at=NOW)
    assert set(refusal.value.names) == {"Jonas Krantz", "Amira Lundqvist"}
