"""How it goes, on the agency's own pages: both sides side by side, the call, the letter."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from mailings.models import Letter
from processes.care.asking import ask
from processes.models import CareAnswer, FollowUp, Placement
from processes.templatetags.follow_ups import letter
from processes.today.actions import actions_for
from tests.cast import Cast
from tests.processes.care.story import ASKED, asked, question, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement(cast: Cast, client: Client) -> Placement:
    client.force_login(cast.nina)
    return asked(cast)


def page(client: Client, placement: Placement) -> str:
    return client.get(reverse("care", args=[placement.candidacy_id])).content.decode()


def test_both_sides_stand_side_by_side(
    client: Client, placement: Placement, django_assert_max_num_queries
) -> None:
    says(placement, "candidate", 5, better="A desk by the window")
    says(placement, "client", 2, anything_else="Often late")
    with django_assert_max_num_queries(10):
        words = page(client, placement)
    for said in ("A desk by the window", "Often late", "3 points apart", "Ring Nordvik Energi"):
        assert said in words
    assert "says 2 of 5" in words.lower()


def test_what_is_owed_can_be_noted_and_asked_there(client: Client, placement: Placement) -> None:
    says(placement, "candidate", 5)
    words = page(client, placement)
    point = question(placement, "client")
    assert reverse("care_answer", args=[point.pk]) in words
    assert reverse("care_letter", args=[point.pk]) in words


def test_a_page_without_questions_says_what_will_stand_there(client: Client, cast: Cast) -> None:
    from tests.processes.aftercare.story import agreed

    client.force_login(cast.nina)
    assert "Nothing was asked yet" in page(client, agreed(cast))


def test_an_answer_is_noted_on_the_phone(cast: Cast, client: Client, placement: Placement) -> None:
    address = reverse("care_answer", args=[question(placement, "client").pk])
    assert "With whom" in client.get(address).content.decode()
    typed = {"contact": cast.hugo.pk, "going_well": "4", "better": "More time"}
    assert client.post(address, typed).status_code == 302
    kept = CareAnswer.objects.get()
    assert (kept.contact, kept.by, kept.better) == (cast.hugo, cast.nina, "More time")
    refused = client.post(address, {**typed, "better": "Typed twice"})
    assert refused.status_code == 422
    assert "noted an answer in the meantime" in refused.content.decode()
    assert "Typed twice" in refused.content.decode()


def test_bad_input_is_said_at_the_field(cast: Cast, client: Client, placement: Placement) -> None:
    address = reverse("care_answer", args=[question(placement, "client").pk])
    for wrong in ({"going_well": ""}, {"going_well": "6"}, {"contact": "0"}):
        typed = {"contact": cast.sara.pk, "going_well": "4", "better": "It stays typed", **wrong}
        answer = client.post(address, typed)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == list(wrong)
        assert "It stays typed" in answer.content.decode()
    assert not CareAnswer.objects.exists()


def test_a_letter_is_sent_by_hand(cast: Cast, client: Client, placement: Placement) -> None:
    address = reverse("care_letter", args=[question(placement).pk])
    assert client.post(address).status_code == 302
    assert Letter.objects.get(kind="care_asked").to == cast.jonas.email
    assert client.post(address).status_code == 422


def test_todays_row_leads_to_the_questions(client: Client, placement: Placement) -> None:
    from processes.today.actions import actions_for
    from tests.processes.care.story import ASKED

    word = FollowUp.objects.with_people().get(touchpoint=question(placement))
    actions = actions_for(word, ASKED)
    urls = {action.url for action in (actions.first, *actions.beside)}
    assert reverse("care_answer", args=[word.touchpoint_id]) in urls
    assert reverse("care_letter", args=[word.touchpoint_id]) in urls


def test_a_touchpoint_without_questions_has_no_such_form(
    client: Client, placement: Placement
) -> None:
    plain = question(placement, line="first_day")
    assert client.get(reverse("care_answer", args=[plain.pk])).status_code == 404


def test_outsiders_of_a_hidden_assignment_find_nothing(
    cast: Cast, client: Client, placement: Placement
) -> None:
    assignment = placement.candidacy.assignment
    type(assignment).objects.filter(pk=assignment.pk).update(confidential=True)
    client.force_login(cast.rasmus)
    for address in (
        reverse("care", args=[placement.candidacy_id]),
        reverse("care_answer", args=[question(placement).pk]),
        reverse("care_letter", args=[question(placement).pk]),
    ):
        assert client.get(address).status_code == 404


def test_today_has_whoever_is_not_content_rung_whatever_letter_is_on_its_way(
    client: Client, placement: Placement
) -> None:
    ask(question(placement), by=placement.candidacy.assignment.owner, at=ASKED)
    says(placement, "candidate", 2)
    word = FollowUp.objects.for_rows(with_owner=False).get(kind="care_alert_candidate")
    word.letter_at = ASKED  # type: ignore[attr-defined]  # as Today asks
    first = actions_for(word, ASKED).first
    assert (str(first.label), letter(word, ASKED)) == ("Both sides", "")
