"""The role catalogue: begun with by one button, and kept by an admin."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from processes.models import EditedMeanwhile, JobRole, RoleRange, Usual, Wording
from processes.role_catalogue.starter import starter_roles, take_over
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
USUAL = Usual("SE", "permanent", Decimal(30000), Decimal(40000), "SEK", "month")


@pytest.fixture
def ada(client: Client, cast: Cast) -> Client:
    client.force_login(cast.ada)
    return client


@pytest.fixture
def baker(cast: Cast) -> JobRole:
    wordings = {"en": Wording("Baker", ("Pastry cook",), "Bakes bread\nBakes cakes")}
    return JobRole.objects.write(None, wordings, [USUAL], by=cast.ada, at=NOW)


def typed(role: JobRole | None = None, **fields: Any) -> dict[str, Any]:
    """What the page posts: an English baker with one range, and what is said otherwise."""
    data = {
        f"{code}-{name}": ""
        for code, _l in settings.LANGUAGES
        for name in ("name", "other_names", "duties")
    }
    data |= {"en-name": "Baker", "en-duties": "Bakes bread", "seen": role.version if role else ""}
    data |= {"usual-TOTAL_FORMS": "1", "usual-INITIAL_FORMS": "0"}
    row = {
        "country": "SE",
        "kind": "permanent",
        "low": "30000",
        "high": "40000",
        "currency": "SEK",
        "per": "month",
    }
    data |= {f"usual-0-{name}": value for name, value in row.items()}
    return data | {name.replace("__", "-"): value for name, value in fields.items()}


def test_the_starter_catalogue_speaks_every_language_and_knows_four_countries():
    roles = starter_roles()
    assert len(roles) >= 14
    for role in roles:
        assert set(role.wordings) == {code for code, _name in settings.LANGUAGES}
        assert all(one.name and len(one.duties.splitlines()) >= 5 for one in role.wordings.values())
        assert {(one.country, one.kind) for one in role.usual} == {
            (country, kind)
            for country in ("SE", "PL", "NL", "GB")
            for kind in ("permanent", "interim")
        }


def test_an_empty_catalogue_offers_the_starter(ada):
    assert "examples to be replaced" in ada.get(reverse("job_roles")).content.decode()
    assert ada.post(reverse("job_roles_starter")).status_code == 302
    assert JobRole.objects.count() == len(starter_roles())
    page = ada.get(reverse("job_roles")).content.decode()
    assert "Payroll manager" in page and "Take over" not in page


def test_taking_over_again_leaves_what_the_agency_has_made_of_it(cast):
    take_over(by=cast.ada, at=NOW)
    role = JobRole.objects.get(key="controller")
    JobRole.objects.write(
        role, {"en": Wording("Number cruncher")}, [], by=cast.ada, at=NOW, seen=role.version
    )
    JobRole.objects.get(key="hr_manager").delete()
    assert take_over(by=cast.ada, at=NOW) == 1
    assert JobRole.objects.get(key="controller").name == "Number cruncher"


@pytest.mark.parametrize("words", ["baker", "PASTRY", "bakes cakes"])
def test_roles_are_found_by_any_name_and_by_duties(ada, baker, words):
    assert "Baker" in ada.get(reverse("job_roles"), {"q": words}).content.decode()
    assert "Baker" not in ada.get(reverse("job_roles"), {"q": "welder"}).content.decode()


def test_a_role_is_written_and_written_anew(ada, cast):
    ada.post(reverse("job_role_new"), typed(en__other_names="Cook\nCook\n\n  Chef "))
    role = JobRole.objects.get()
    assert role.wordings.get().other_names == ["Cook", "Chef"]
    assert role.ranges.get().usual_to == 40000
    data = typed(
        role, en__name="", sv__name="Bagare", en__duties="", usual__0__low="", usual__0__high=""
    )
    assert ada.post(role.get_absolute_url(), data).status_code == 302
    role = JobRole.objects.get()
    assert role.named_in("en") == "Bagare" and not role.ranges.exists()


def test_a_role_is_shown_with_its_words(ada, baker):
    page = ada.get(baker.get_absolute_url()).content.decode()
    assert "Pastry cook" in page and 'value="30000"' in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"en__name": "", "en__duties": "", "nl__name": " "}, "Name the role in one language"),
        ({"en__name": "", "en__duties": "Bakes"}, "Name the role in this language"),
        ({"en__name": "b" * 81}, "at most 80 characters"),
        ({"en__other_names": "b" * 81}, "at most 80 characters"),
        ({"en__other_names": "\n".join(f"n{n}" for n in range(21))}, "At most 20 other names"),
        ({"usual__0__high": "20000"}, "goes from less to more"),
        ({"usual__0__high": ""}, "Write both ends"),
        ({"usual__0__low": "-1"}, "greater than or equal to 0.01"),
        ({"usual__0__low": "lots"}, "Enter a number"),
        ({"usual__0__per": "decade"}, "Select a valid choice"),
        ({"usual-TOTAL_FORMS": "2", "usual-1-country": "SE", "usual-1-kind": "permanent",
          "usual-1-low": "1", "usual-1-high": "2", "usual-1-currency": "SEK",
          "usual-1-per": "month"}, "stands there already"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_and_nothing_is_lost(ada, baker, fields, message):
    answer = ada.post(baker.get_absolute_url(), typed(baker, **{"nl__name": "Bakker", **fields}))
    page = answer.content.decode()
    assert answer.status_code == 422 and message in page
    assert "Bakker" in page or fields.get("nl__name")
    assert JobRole.objects.get().name == "Baker" and RoleRange.objects.get().usual_from == 30000


def test_whoever_saves_second_is_told_and_keeps_the_words(ada, cast, baker):
    data = typed(baker, en__name="Boulanger")
    JobRole.objects.write(
        baker, {"en": Wording("Bread baker")}, [], by=cast.lea, at=NOW.replace(hour=10),
        seen=baker.version,
    )  # fmt: skip
    answer = ada.post(baker.get_absolute_url(), data)
    assert answer.status_code == 422 and "Boulanger" in answer.content.decode()
    assert JobRole.objects.get().name == "Bread baker"


def test_a_role_that_was_taken_out_is_not_written_again(ada, cast, baker):
    pk, seen = baker.pk, baker.version
    ada.post(reverse("job_role_removal", args=[pk]))
    assert not JobRole.objects.exists()
    with pytest.raises(EditedMeanwhile):
        JobRole.objects.locked(pk, seen)


@pytest.mark.parametrize("wrong", [{"usual_to": 1}, {"per": "decade"}, {"kind": "search"}])
def test_the_database_allows_no_odd_range(baker, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleRange.objects.update(**wrong)
