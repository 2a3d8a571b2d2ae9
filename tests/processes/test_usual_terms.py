"""What is usual by country and contract begins with the law and is an admin's to change (A2)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import GuaranteeDefault, Placement, TrialDefault
from processes.usual_terms import usual_terms
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
START = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("country", "contract", "ends_on", "trial_ends_on"),
    [
        ("SE", "permanent", None, date(2027, 6, 30)),
        ("SE", "fixed_term", date(2027, 12, 31), None),
        ("PL", "permanent", None, date(2027, 3, 31)),
        ("PL", "fixed_term", date(2027, 6, 29), date(2027, 1, 31)),  # less than six months
        ("PL", "fixed_term", date(2027, 6, 30), date(2027, 2, 28)),  # six months
        ("PL", "fixed_term", date(2027, 12, 31), date(2027, 3, 31)),
        ("NL", "permanent", None, date(2027, 2, 28)),
        ("NL", "fixed_term", date(2027, 6, 30), None),  # six months, and no longer
        ("NL", "fixed_term", date(2027, 7, 1), date(2027, 1, 31)),
        ("NL", "fixed_term", date(2028, 12, 30), date(2027, 1, 31)),
        ("NL", "fixed_term", date(2028, 12, 31), date(2027, 2, 28)),  # two years
        ("GB", "permanent", None, date(2027, 3, 31)),
        ("SE", "consultant", date(2027, 12, 31), None),
        ("FI", "permanent", None, None),
    ],
)
def test_the_law_of_the_land_comes_first(
    country: str, contract: str, ends_on: date | None, trial_ends_on: date | None
) -> None:
    usual = usual_terms(country, contract, starts_on=START, ends_on=ends_on)
    assert usual.trial_ends_on == trial_ends_on


def test_british_custom_asks_only_beyond_six_months() -> None:
    usual = usual_terms("GB", "permanent", starts_on=START, ends_on=None).trial
    assert usual is not None
    assert not usual.is_too_long(START, date(2027, 6, 30))
    assert usual.is_too_long(START, date(2027, 7, 1))


@pytest.fixture
def cast(client: Browser) -> Cast:
    cast = Cast()
    client.force_login(cast.ada)
    return cast


def test_the_page_names_the_laws_and_the_guarantees(client: Browser, cast: Cast) -> None:
    page = client.get(reverse("usual_terms")).content.decode()
    for words in ("Kodeks pracy", "art. 7:652", "longer than 6 months", "A new search"):
        assert words in page


def test_a_field_and_not_a_constant(client: Browser, cast: Cast) -> None:
    line = TrialDefault.objects.get(country="SE", contract="permanent")
    typed = {"country": "SE", "contract": "permanent", "bound": "at_least"}
    typed |= {"months_of_contract": "0", "months": "4", "longest": "6", "law": "ours"}
    assert client.post(reverse("usual_terms_trial", args=[line.pk]), typed).status_code == 302
    guarantee = reverse("usual_terms_guarantee", args=["permanent"])
    refund = {"months": "3", "promise": "refund", "refund_percent": "50"}
    assert client.post(guarantee, refund).status_code == 302
    jonas = cast.presented(cast.jonas, cast.payroll(kind="permanent"))
    typed = {"contract": "permanent", "starts_on": "2026-12-01"}
    client.post(reverse("candidacy_placement", args=[jonas.pk]), typed)
    placement = Placement.objects.get()
    assert placement.trial_ends_on == date(2027, 3, 31)
    assert (placement.promise, placement.refund_percent) == ("refund", 50)
    assert placement.guarantee_ends_on == date(2027, 2, 28)


def test_a_line_is_added_and_taken_away(client: Browser, cast: Cast) -> None:
    typed = {"country": "FI", "contract": "permanent", "bound": "at_least"}
    typed |= {"months_of_contract": "0", "months": "6", "law": "Työsopimuslaki 1:4"}
    assert client.post(reverse("usual_terms_trial_new"), typed).status_code == 302
    line = TrialDefault.objects.get(country="FI")
    assert line.longest is None
    assert not line.is_too_long(START, date(2030, 1, 1))
    again = client.post(reverse("usual_terms_trial_new"), typed)
    assert again.status_code == 422
    assert "such a line already" in again.content.decode()
    client.post(reverse("usual_terms_trial_removal", args=[line.pk]))
    assert not TrialDefault.objects.filter(country="FI").exists()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("trial", {"longest": "3"}),
        ("trial", {"months": ""}),
        ("trial", {"months": "25"}),
        ("guarantee", {"promise": "refund"}),
        ("guarantee", {"months": "0"}),
    ],
)
def test_what_cannot_be_usual_is_refused(
    client: Browser, cast: Cast, name: str, wrong: dict[str, str]
) -> None:
    line = TrialDefault.objects.get(country="SE", contract="permanent")
    typed = {"country": "SE", "contract": "permanent", "bound": "at_least"}
    typed |= {"months_of_contract": "0", "months": "6", "longest": "6", "promise": "replacement"}
    which = line.pk if name == "trial" else "permanent"
    answer = client.post(reverse(f"usual_terms_{name}", args=[which]), typed | wrong)
    assert answer.status_code == 422
    assert TrialDefault.objects.get(pk=line.pk).months == 6
    assert GuaranteeDefault.objects.get(contract="permanent").promise == "replacement"


def test_what_was_agreed_stays_when_the_usual_changes(client: Browser, cast: Cast) -> None:
    jonas = cast.presented(cast.jonas, cast.payroll())
    Placement.objects.agree(
        jonas, starts_on=START, trial_ends_on=date(2027, 6, 30), by=cast.nina, at=NOW
    )
    TrialDefault.objects.all().delete()
    assert Placement.objects.get().trial_ends_on == date(2027, 6, 30)
