"""Agency, client and candidate say how somebody is shown; the recruiter sees both."""

from __future__ import annotations

import re

import pytest
from django.forms.models import model_to_dict
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Agency
from accounts.showing import Told
from candidates.models import Candidate
from clients.models import Client
from processes.models import Candidacy, MeetingGuide
from tests.cast import Cast
from tests.processes.presentations.shortlist import Shortlist


@pytest.fixture
def nina(client: Browser, cast: Cast) -> Browser:
    client.force_login(cast.nina)
    return client


def typed(row: Agency | Client | Candidate, *fields: str, **more: object) -> dict[str, object]:
    known = model_to_dict(row, fields)
    return {name: value for name, value in (known | more).items() if value is not None}


CLIENT = ("name", "country", "owner", "shown_as", "told")
CANDIDATE = ("first_name", "last_name", "country", "language", "owner", "shown_as", "told")
AGENCY = ("name", "colour", "country", "time_zone", "acknowledges", "shown_as", "told")


def test_an_admin_sets_it_for_the_agency(client: Browser, cast: Cast) -> None:
    client.force_login(cast.ada)
    page = client.get(reverse("agency")).content.decode()
    assert "Clients see candidates by" in page
    assert "the strictest counts" in page
    answer = client.post(
        reverse("agency"),
        typed(cast.agency, *AGENCY, shown_as="initials", told=["headline", "evidence"]),
    )
    assert answer.status_code == 302
    cast.agency.refresh_from_db()
    assert (cast.agency.shown_as, cast.agency.told) == ("initials", ["headline", "evidence"])


def test_a_recruiter_sets_it_for_a_client_and_hears_what_the_agency_shows(
    nina: Browser, cast: Cast
) -> None:
    Agency.objects.update(shown_as="initials")
    address = reverse("client_edit", args=[cast.nordvik.pk])
    assert "The agency shows initials at most." in nina.get(address).content.decode()
    nina.post(address, typed(cast.nordvik, *CLIENT, shown_as="number", told=["headline"]))
    cast.nordvik.refresh_from_db()
    assert (cast.nordvik.shown_as, cast.nordvik.told) == ("number", ["headline"])


def test_nothing_ticked_tells_nothing(nina: Browser, cast: Cast) -> None:
    address = reverse("candidate_edit", args=[cast.jonas.pk])
    nina.post(address, typed(cast.jonas, *CANDIDATE, shown_as="name", told=[]))
    cast.jonas.refresh_from_db()
    assert (cast.jonas.shown_as, cast.jonas.told) == ("name", [])


def test_a_form_that_was_open_before_there_was_a_choice_changes_neither(
    nina: Browser, cast: Cast
) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(shown_as="number", told=["city"])
    sent = typed(cast.jonas, *CANDIDATE, city="Gävle")
    del sent["shown_as"], sent["told"]
    nina.post(reverse("candidate_edit", args=[cast.jonas.pk]), sent)
    cast.jonas.refresh_from_db()
    assert (cast.jonas.city, cast.jonas.shown_as, cast.jonas.told) == ("Gävle", "number", ["city"])


@pytest.mark.parametrize(
    "wrong", [{"shown_as": "nickname"}, {"told": ["headline", "salary"]}, {"shown_as": "n\0"}]
)
def test_what_is_no_choice_is_refused_at_the_field(
    nina: Browser, cast: Cast, wrong: dict[str, object]
) -> None:
    address = reverse("client_edit", args=[cast.nordvik.pk])
    answer = nina.post(address, typed(cast.nordvik, *CLIENT, city="Umeå", **wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="Umeå"' in page
    assert "Select a valid choice" in page
    cast.nordvik.refresh_from_db()
    assert (cast.nordvik.city, cast.nordvik.shown_as) == ("Gävle", "name")
    assert cast.nordvik.told == list(Told.values)


def test_the_candidacy_page_says_the_name_and_how_the_client_sees_it(
    nina: Browser, cast: Cast
) -> None:
    shortlist = Shortlist(cast)
    address = reverse("candidacy", args=[shortlist.jonas.pk])
    assert "Says the name" not in nina.get(address).content.decode()
    Client.objects.update(shown_as="number", told=[one for one in Told.values if one != "expects"])
    page = nina.get(address).content.decode()
    assert "A number instead of the name" in page  # given when he is presented
    assert "as the client wants it" in page
    assert "Not told to the client: Expected pay." in page
    shortlist.jonas.move_to("presented", by=cast.nina, at=shortlist.jonas.added_at)
    Candidacy.objects.filter(pk=shortlist.jonas.pk).update(risk="Krantz has another offer.")
    page = nina.get(address).content.decode()
    assert "<title>Jonas Krantz" in page
    assert "the client sees: Candidate 1" in page
    assert "Says the name: What to be aware of." in page
    MeetingGuide.objects.create(
        candidacy=shortlist.jonas,
        show="How Jonas would work",
        written_by=cast.nina,
        written_at=shortlist.jonas.added_at,
    )
    page = nina.get(address).content.decode()
    assert "Says the name: What to be aware of; The guide to the meeting." in page


def test_the_draft_says_both_and_warns_where_what_was_typed_says_the_name(
    nina: Browser, cast: Cast
) -> None:
    Agency.objects.update(shown_as="number")
    shortlist = Shortlist(cast)
    shortlist.draft(shortlist.jonas, shortlist.amira)
    address = shortlist.address("assignment_presentation")
    page = nina.get(address).content.decode()
    assert "Amira Lundqvist" in page
    assert "the client sees: Candidate 2" in page  # Jonas is the first of the draft
    assert "says the name of somebody" not in page
    shortlist.draft(shortlist.jonas, shortlist.amira, introduction="Amira is our favourite.")
    page = nina.get(address).content.decode()
    assert "does not see by name: Amira Lundqvist. It goes out as it was typed." in page
    shortlist.argue(shortlist.jonas, [("yes", "Jonas knows Hogia")] * 3, recommendation="He does.")
    page = nina.get(address).content.decode()
    assert "does not see by name: Jonas Krantz, Amira Lundqvist." in page
    assert "Says the name: The evidence for each must-have, in our words." in page
    Agency.objects.update(told=[one for one in Told.values if one != "evidence"])
    assert "does not see by name: Amira Lundqvist." in nina.get(address).content.decode()


def test_the_preview_shows_the_numbers_that_sending_gives(nina: Browser, cast: Cast) -> None:
    Agency.objects.update(shown_as="number")
    shortlist = Shortlist(cast)
    before = cast.presented(cast.ewa, cast.payroll())  # of another assignment
    shortlist.rolf.move_to("presented", by=cast.nina, at=shortlist.rolf.added_at)
    people = shortlist.typed(shortlist.jonas, shortlist.amira)
    said = nina.post(shortlist.address("presentation_preview"), people).content.decode()
    assert re.findall(r"<h2[^>]*>(Candidate \d)", said) == ["Candidate 2", "Candidate 3"]
    assert not Candidacy.objects.filter(number__gt=1).exists()  # only looked at
    nina.post(shortlist.address("presentation_sending"), people)
    for one, number in ((before, 1), (shortlist.jonas, 2), (shortlist.amira, 3)):
        assert Candidacy.objects.get(pk=one.pk).number == number
