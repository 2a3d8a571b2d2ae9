"""Who may be presented, in which order, and what a client would miss."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape

from processes.models import Event, MustHave, Presentation
from processes.presentations.choosing import AT_MOST, candidates_for, choices, warnings
from tests.cast import NOW
from tests.processes.presentations.shortlist import Shortlist

pytestmark = pytest.mark.django_db
MUSTS = ["Hogia", "Agreements", "Coaching"]


@pytest.fixture
def nina(client: Client, shortlist: Shortlist) -> Client:
    client.force_login(shortlist.cast.nina)
    return client


def names(shortlist: Shortlist) -> list[str]:
    return [one.candidate.first_name for one in candidates_for(shortlist.assignment)]


def test_whoever_was_interviewed_may_be_presented(shortlist: Shortlist) -> None:
    assert names(shortlist) == ["Amira", "Jonas", "Rolf"]  # recommended first


def test_the_clients_own_candidate_may_be_at_any_stage(shortlist: Shortlist) -> None:
    shortlist.ewa.is_clients_own = True
    shortlist.ewa.save(update_fields=["is_clients_own"])
    assert "Ewa" in names(shortlist)


def test_nobody_who_is_out_of_it(shortlist: Shortlist) -> None:
    shortlist.rolf.finish(
        "withdrawn", reason="stays", said_no="candidate", by=shortlist.cast.nina, at=NOW
    )
    assert "Rolf" not in names(shortlist)


def test_opening_the_page_writes_nothing(nina: Client, shortlist: Shortlist) -> None:
    page = nina.get(shortlist.address("assignment_presentation"))
    assert page.status_code == 200
    assert "Closed a backlog at Coop" in page.content.decode()
    assert not Presentation.objects.exists()


def test_what_is_chosen_typed_and_ordered_is_kept(nina: Client, shortlist: Shortlist) -> None:
    typed = shortlist.typed(
        shortlist.rolf,
        shortlist.amira,
        introduction="We spoke with 42 people.",
        feedback_on="2026-11-27",
        recipients=[shortlist.cast.hugo.pk],
    )
    answer = nina.post(shortlist.address("presentation_draft"), typed)
    assert answer.status_code == 302
    draft = Presentation.objects.get()
    assert [one.candidate.first_name for one in draft.people()] == ["Rolf", "Amira"]
    assert (draft.number, draft.frozen_at, draft.introduction) == (
        *(1, None),
        "We spoke with 42 people.",
    )
    assert list(draft.recipients.all()) == [shortlist.cast.hugo]
    page = nina.get(shortlist.address("assignment_presentation")).content.decode()
    assert page.index("Rolf Ek") < page.index("Amira Lundqvist") < page.index("Jonas Krantz")
    assert page.count(" checked>") == 3  # two people, one reader
    assert not Event.objects.filter(kind="stage_moved", facts__to="presented").exists()


def test_without_a_mouse_somebody_moves_one_place(nina: Client, shortlist: Shortlist) -> None:
    everybody = (shortlist.amira, shortlist.jonas, shortlist.rolf)
    typed = shortlist.typed(*everybody) | {"up": shortlist.rolf.pk}
    nina.post(shortlist.address("presentation_draft"), typed)
    first = [one.candidate.first_name for one in Presentation.objects.get().people()]
    assert first == ["Amira", "Rolf", "Jonas"]
    typed = shortlist.typed(*everybody) | {"up": shortlist.amira.pk}  # is the first already
    nina.post(shortlist.address("presentation_draft"), typed)
    assert Presentation.objects.get().people()[0] == shortlist.amira


def test_while_it_is_typed_the_answer_says_what_is_missing(
    nina: Client, shortlist: Shortlist
) -> None:
    htmx = {"HX-Request": "true"}
    typed = shortlist.typed(shortlist.rolf)
    part = nina.post(shortlist.address("presentation_draft"), typed, headers=htmx)
    said = part.content.decode()
    assert part.status_code == 200
    assert "1 person is no selection" in said
    assert "Evidence for a must-have is missing: Rolf Ek." in said
    assert "Nobody is recommended" in said
    assert "<form" not in said
    everybody = shortlist.typed(shortlist.amira, shortlist.jonas, shortlist.rolf)
    enough = nina.post(shortlist.address("presentation_draft"), everybody, headers=htmx)
    assert "is no selection" not in enough.content.decode()


def test_an_assignment_without_must_haves_says_so(shortlist: Shortlist) -> None:
    MustHave.objects.all().delete()
    rows = choices(shortlist.assignment, None, None, None)
    assert any("names no must-haves" in warning for warning in warnings(rows, []))


def test_each_is_told_what_is_not_written_down(shortlist: Shortlist) -> None:
    rows = {row.said.name: row for row in choices(shortlist.assignment, None, None, None)}
    assert rows["Amira Lundqvist"].lacks == []
    assert rows["Rolf Ek"].lacks == [
        "Evidence for 3 must-haves is missing.",
        "No word on what argues for them.",
        "No risk is named.",
        "Expected pay is not known.",
        "Availability is not known.",
    ]


@pytest.mark.parametrize(
    ("field", "typed"), [("feedback_on", "2020-01-01"), ("introduction", "x" * 4001)]
)
def test_bad_input_is_told_at_the_field_and_kept(
    nina: Client, shortlist: Shortlist, field: str, typed: str
) -> None:
    sent = shortlist.typed(shortlist.rolf, introduction="My words") | {field: typed}
    answer = nina.post(shortlist.address("presentation_draft"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    page = answer.content.decode()
    assert escape(sent["introduction"]) in page
    assert page.count('name="chosen"') == 3
    assert f'value="{shortlist.rolf.pk}" checked' in page
    assert not Presentation.objects.exists()


@pytest.mark.parametrize("name", ["order", "chosen", "number", "up"])
@pytest.mark.parametrize("typed", ["-1", "x", "9" * 30, "1.5", "²"])
def test_odd_numbers_are_no_error_of_ours(
    nina: Client, shortlist: Shortlist, name: str, typed: str
) -> None:
    sent = shortlist.typed(shortlist.amira) | {name: typed}
    answer = nina.post(shortlist.address("presentation_draft"), sent)
    assert answer.status_code in (302, 422)


def test_of_many_the_page_shows_some(nina: Client, shortlist: Shortlist) -> None:
    from candidates.models import Candidate

    for number in range(AT_MOST):
        person = Candidate.objects.create(first_name=f"N{number}", owner=shortlist.cast.nina)
        shortlist.interviewed(person)
    assert len(candidates_for(shortlist.assignment)) == AT_MOST
