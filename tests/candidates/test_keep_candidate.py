from __future__ import annotations

import pytest
from django.test import Client as Browser

from candidates.forms.skills import written_skills
from candidates.models import Candidate
from tests.cast import Cast


def typed(cast: Cast, **changed: str) -> dict[str, str]:
    return {
        "first_name": "Pia",
        "last_name": "Borg",
        "headline": "Payroll lead",
        "employer": "Skanska",
        "skills": "Hogia, payroll;  Union   agreements,, HOGIA",
        "email": "pia.borg@people.example",
        "phone": "070 123 45 67",
        "city": "Gävle",
        "country": "SE",
        "language": "sv",
        "profile_link": "people.example/pia",
        "available_on": "2027-01-15",
        "expects": "SEK 62,000",
        "source": "Referral",
        "owner": str(cast.nina.pk),
        "about": "Met at a fair.",
        **changed,
    }


def test_a_new_candidate_is_kept(nina: Browser, cast: Cast) -> None:
    answer = nina.post("/candidates/new/", typed(cast))
    pia = Candidate.objects.get(first_name="Pia")
    assert answer.url == f"/candidates/{pia.pk}/"  # type: ignore[attr-defined]
    assert pia.skills == ["Hogia", "payroll", "Union agreements"]
    assert pia.phone == "+46 70 123 45 67"
    assert pia.profile_link == "https://people.example/pia"
    assert str(pia.available_on) == "2027-01-15"


def test_a_name_is_enough_to_begin(nina: Browser, cast: Cast) -> None:
    sent = {"first_name": "Pia", "country": "SE", "language": "en", "owner": str(cast.nina.pk)}
    assert nina.post("/candidates/new/", sent).status_code == 302
    assert Candidate.objects.get(first_name="Pia").skills == []


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("first_name", " \t ", "This field is required."),
        ("first_name", "P" * 81, "at most 80 characters"),
        ("headline", "h" * 161, "at most 160 characters"),
        ("country", "XX", "Select a valid choice"),
        ("language", "tlh", "Select a valid choice"),
        ("email", "pia at home", "valid email"),
        ("phone", "call me", "telephone number"),
        ("profile_link", "javascript:alert(1)", "Write a web address"),
        ("profile_link", "JaVaScRiPt://x.example/%0aalert(1)", "Write a web address"),
        ("available_on", "soon", "Enter a valid date"),
        ("skills", "s" * 81, "too long for one skill"),
        ("skills", ",".join(f"skill {number}" for number in range(61)), "At most 60 skills"),
        ("about", "a\x00b", "Null characters"),
    ],
)
def test_what_makes_no_sense_is_refused_at_the_field(
    nina: Browser, cast: Cast, field: str, value: str, says: str
) -> None:
    answer = nina.post("/candidates/new/", typed(cast, **{field: value}))
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == [field]
    assert says in errors[field][0]
    assert "Payroll lead" in answer.content.decode() or field == "headline"
    assert Candidate.objects.count() == 3


def test_skills_come_back_with_commas(nina: Browser, cast: Cast) -> None:
    Candidate.objects.filter(pk=cast.jonas.pk).update(skills=["Hogia", "Agda PS"])
    assert (
        'value="Hogia, Agda PS"' in nina.get(f"/candidates/{cast.jonas.pk}/edit/").content.decode()
    )


@pytest.mark.parametrize(
    ("typed_skills", "skills"),
    [
        ("", []),
        (" , ;\n", []),
        ("a\nb;c,d", ["a", "b", "c", "d"]),
        ("SQL, sql, Sql", ["SQL"]),
        ("Straße, STRASSE", ["Straße"]),
    ],
)
def test_skills_are_told_apart(typed_skills: str, skills: list[str]) -> None:
    assert written_skills(typed_skills) == skills


def test_an_edit_leaves_alone_what_was_not_typed(nina: Browser, cast: Cast) -> None:
    sent = typed(cast, first_name="Jonas", last_name="Krantz", email=cast.jonas.email)
    nina.post(f"/candidates/{cast.jonas.pk}/edit/", sent)
    cast.jonas.refresh_from_db()
    assert cast.jonas.headline == "Payroll lead"
    assert cast.jonas.skills == ["Hogia", "payroll", "Union agreements"]
    assert cast.jonas.owner == cast.nina


def test_a_refused_edit_changes_nothing(nina: Browser, cast: Cast) -> None:
    sent = typed(cast, first_name="", city="Umeå")
    answer = nina.post(f"/candidates/{cast.jonas.pk}/edit/", sent)
    assert answer.status_code == 422
    assert "Jonas Krantz</h1>" in answer.content.decode()
    cast.jonas.refresh_from_db()
    assert cast.jonas.city == ""
