"""The page of due times: for the agency and per client, with a look at what would be late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from processes.follow_ups.rules import RULES
from processes.models import FollowUp, FollowUpPolicy
from tests.cast import Cast

DUE = {"amount": "2", "unit": "days", "lead_after": "1"}
OURS = [rule for rule in RULES if rule.owes == "us"]
CHANGED = ">changed</span>"
ASK = {"amount": "2", "unit": "days", "letters_after": "0, 2, 4"}


@pytest.fixture
def admin(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ada)
    return client


def edit(kind: str, of: object = None, step: str = "edit") -> str:
    return reverse(f"policy_{step}", args=[kind]) + (f"?client={of}" if of else "")


def policies() -> list[tuple[str, int | None, int]]:
    return list(FollowUpPolicy.objects.values_list("kind", "client", "days").order_by("pk"))


def test_every_rule_stands_on_it(admin: Client) -> None:
    page = admin.get(reverse("policies")).content.decode()
    for rule in RULES:
        assert edit(rule.kind) in page
    assert "5 working days" in page
    assert CHANGED not in page


def test_the_agencys_time_is_changed(admin: Client) -> None:
    page = admin.get(edit("application")).content.decode()
    assert 'name="amount" value="5"' in page
    assert admin.post(edit("application"), DUE).status_code == 302
    assert policies() == [("application", None, 2)]
    assert CHANGED in admin.get(reverse("policies")).content.decode()


def test_a_client_has_its_own(admin: Client, cast: Cast) -> None:
    found = admin.get(reverse("policies"), {"q": "nord"}).content.decode()
    assert f"?client={cast.nordvik.pk}" in found
    admin.post(edit("client_feedback", cast.nordvik.pk), ASK | {"letters_after": "1 3"})
    own = FollowUpPolicy.objects.get()
    assert (own.client, own.days, own.steps) == (cast.nordvik, 2, [1, 3])
    page = admin.get(reverse("policies"), {"client": cast.nordvik.pk}).content.decode()
    assert "letters to the client after 1, 3 working days" in page
    assert CHANGED in page
    assert CHANGED not in admin.get(reverse("policies")).content.decode()


def test_what_is_the_default_anyway_is_not_kept(admin: Client) -> None:
    admin.post(edit("application"), DUE)
    admin.post(edit("application"), DUE | {"amount": "5"})
    assert policies() == []


def test_it_goes_back_to_the_default(admin: Client, cast: Cast) -> None:
    for kind, of in (("application", None), ("application", cast.nordvik.pk)):
        admin.post(edit(kind, of), DUE if of is None else DUE | {"amount": "3"})
    admin.post(edit("application", cast.nordvik.pk, "reset"))
    assert policies() == [("application", None, 2)]
    admin.post(edit("application", None, "reset"))
    assert policies() == []


def test_what_would_become_late_is_shown_before_anything_changes(admin: Client, cast: Cast) -> None:
    long_ago = timezone.now() - timedelta(days=6)
    cast.payroll(at=long_ago).add(cast.jonas, by=None, at=long_ago, applied=True)
    before = FollowUp.objects.get(kind="application").due_at
    answer = admin.post(edit("application", step="preview"), DUE | {"unit": "hours"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "1 open one would be late at once." in page
    assert "Jonas Krantz" in page
    assert 'name="amount" value="2"' in page
    assert policies() == []
    assert FollowUp.objects.get(kind="application").due_at == before
    nothing = admin.post(edit("application", step="preview"), DUE | {"amount": "60"})
    assert "Nothing would become late now." in nothing.content.decode()


def test_open_ones_keep_their_date_unless_it_is_wanted(admin: Client, cast: Cast) -> None:
    now = timezone.now()
    cast.payroll(at=now).add(cast.jonas, by=None, at=now, applied=True)
    before = FollowUp.objects.get(kind="application").due_at
    admin.post(edit("application"), DUE)
    assert FollowUp.objects.get(kind="application").due_at == before
    answer = admin.post(edit("application"), DUE | {"amount": "3", "retime": "on"}, follow=True)
    assert "1 open one has a new date." in answer.content.decode()
    assert FollowUp.objects.get(kind="application").due_at < before


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"amount": ""}, "amount"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "soon"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "261"}, "amount"),
        ({"amount": "81", "unit": "hours"}, "amount"),
        ({"unit": "moons"}, "unit"),
        ({"lead_after": "31"}, "lead_after"),
        ({"lead_after": "x"}, "lead_after"),
    ],
)
def test_what_nobody_can_keep_is_refused_at_the_field(
    admin: Client, typed: dict[str, str], field: str
) -> None:
    for step in ("edit", "preview"):
        answer = admin.post(edit("application", step=step), DUE | typed)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
    assert policies() == []


@pytest.mark.parametrize("letters", ["", "0, 0", "4, 2", "0, x", "0 1 2 3 4 5", "31", "²", "99999"])
def test_so_are_letters_in_no_order(admin: Client, letters: str) -> None:
    answer = admin.post(edit("client_feedback"), ASK | {"letters_after": letters})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["letters_after"]
    assert policies() == []


def test_the_same_day_is_a_time_to_keep(admin: Client) -> None:
    admin.post(edit("application"), DUE | {"amount": "0", "unit": "day_ends"})
    assert FollowUpPolicy.objects.get().end_of_day


def test_a_day_that_was_promised_has_no_amount_to_change(admin: Client) -> None:
    form = admin.get(edit("next_word")).context["form"]
    assert list(form.fields) == ["lead_after"]
    admin.post(edit("next_word"), {"lead_after": "2"})
    assert FollowUpPolicy.objects.get().steps == [2]


def test_the_lead_need_not_hear_of_it(admin: Client) -> None:
    admin.post(edit("application"), DUE | {"amount": "5", "lead_after": ""})
    assert FollowUpPolicy.objects.get().steps == []
    page = admin.get(reverse("policies")).content.decode()
    assert page.count("the digest; the lead after 1 working day") == len(OURS) - 1


@pytest.mark.parametrize("address", ["?client=x", "?client=98765", "?client=99999999999999999999"])
def test_of_no_client_there_is_no_table(admin: Client, address: str) -> None:
    assert admin.get(reverse("policies") + address).status_code == 404


def test_there_is_no_rule_of_that_name(admin: Client) -> None:
    assert admin.get(edit("patience")).status_code == 404


def test_the_page_asks_the_same_however_many_rules(
    admin: Client, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(6):
        admin.get(reverse("policies"))
