"""Rules of how long people are kept: drafts, the look ahead, in force, ended. For admins."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from candidates.models import Candidate
from processes.models import RetentionRule, RetentionSweep
from processes.retention.outlook import MOST, if_in_force
from processes.retention.reckoning import Calendar
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2024, 6, 1, 12, tzinfo=NOW.tzinfo)


@pytest.fixture
def cast(client: Browser, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    cast = Cast()
    RetentionRule.objects.all().delete()
    Candidate.objects.update(created_at=LONG_AGO, last_contact_at=None)
    client.force_login(cast.ada)
    return cast


def forcing(rule: RetentionRule) -> str:
    return reverse("retention_rule_forcing", args=[rule.pk])


def test_the_product_begins_with_drafts_and_nothing_in_force(client: Browser) -> None:
    drafts = RetentionRule.objects.drafts()
    assert {"SE", "PL", "NL", "GB", ""} == {rule.country for rule in drafts}
    client.force_login(Cast().ada)
    page = client.get(reverse("retention_rules")).content.decode()
    assert "nobody is closed by itself" in page
    assert page.count("See whom it would close") == 5


def test_a_draft_says_whom_it_would_close_and_changes_nothing(client: Browser, cast: Cast) -> None:
    typed = {"country": "SE", "purpose": "", "outcome": "", "months": "24", "law": "ours"}
    assert client.post(reverse("retention_rule_new"), typed).status_code == 302
    draft = RetentionRule.objects.get()
    page = client.get(forcing(draft)).content.decode()
    assert "These 2 would be closed on 4 December 2026." in page  # Jonas and Amira; Ewa is in PL
    assert "Jonas Krantz" in page
    assert "Ewa Malinowska" not in page
    assert draft.is_draft
    assert not RetentionSweep.objects.exists()


def test_whoever_follows_later_is_counted_apart(client: Browser, cast: Cast) -> None:
    last_word = datetime(2025, 1, 15, 12, tzinfo=NOW.tzinfo)
    Candidate.objects.filter(pk=cast.jonas.pk).update(last_contact_at=last_word)
    Candidate.objects.filter(pk=cast.ewa.pk).update(last_contact_at=NOW - timedelta(days=1))
    draft = RetentionRule.objects.create(months=24)
    outlook = if_in_force(draft, date(2026, 12, 4), Calendar.at(NOW))
    assert (outlook.at_first, outlook.later) == (1, 1)
    assert [(one.candidate, one.on) for one in outlook.named] == [
        (cast.amira, date(2026, 12, 4)),
        (cast.jonas, date(2027, 1, 16)),
    ]
    cast.payroll().add(cast.amira, by=cast.nina, at=NOW)  # in play
    assert if_in_force(draft, date(2026, 12, 4), Calendar.at(NOW)).at_first == 0


@pytest.mark.parametrize(("outcome", "people"), [("placed", 0), ("presented", 1), ("none", 2)])
def test_a_rule_about_few_closes_only_them(cast: Cast, outcome: str, people: int) -> None:
    jonas = cast.presented(cast.jonas, cast.payroll(at=LONG_AGO), at=LONG_AGO)
    jonas.finish("withdrawn", reason="salary", said_no="candidate", by=cast.nina, at=LONG_AGO)
    jonas.follow_ups.filter(settled_at=None, dropped_at=None).update(dropped_at=NOW)
    draft = RetentionRule.objects.create(months=24, outcome=outcome)
    assert if_in_force(draft, date(2026, 12, 4), Calendar.at(NOW)).at_first == people


def test_counting_stops_at_a_thousand(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 1_000
    monkeypatch.setattr("processes.retention.outlook.MOST", 2)
    draft = RetentionRule.objects.create(months=12)
    outlook = if_in_force(draft, date(2026, 12, 4), Calendar.at(NOW))
    assert (outlook.at_first, outlook.is_more) == (2, True)


def test_it_is_put_in_force_with_the_day_that_was_looked_at(client: Browser, cast: Cast) -> None:
    draft = RetentionRule.objects.create(months=24)
    typed = {"closes_from": "2027-01-04", "seen": "2026-12-04"}
    answer = client.post(forcing(draft), typed)
    assert answer.status_code == 422
    assert "You chose another day." in answer.content.decode()
    assert 'name="seen" value="2027-01-04"' in answer.content.decode()
    assert RetentionRule.objects.get().is_draft
    answer = client.post(forcing(draft), typed | {"seen": "2027-01-04"})
    assert answer.status_code == 302
    rule = RetentionRule.objects.get()
    assert (rule.in_force_at, rule.closes_from, rule.by) == (NOW, date(2027, 1, 4), cast.ada)
    assert RetentionSweep.objects.get().next_at == NOW
    assert client.post(forcing(draft), typed).status_code == 404


@pytest.mark.parametrize("day", ["2026-11-20", "2001-01-01", "2099-01-01", "soon", ""])
def test_no_day_that_has_come_and_none_far_away(client: Browser, cast: Cast, day: str) -> None:
    draft = RetentionRule.objects.create(months=24)
    answer = client.post(forcing(draft), {"closes_from": day, "seen": day})
    assert answer.status_code == 422
    assert RetentionRule.objects.get().is_draft


def test_a_rule_in_force_is_changed_by_a_draft_that_follows_it(client: Browser, cast: Cast) -> None:
    rule = RetentionRule.objects.create(country="SE", months=24)
    rule.put_in_force(closes_from=date(2026, 12, 1), by=cast.ada, at=NOW)
    assert client.get(reverse("retention_rule", args=[rule.pk])).status_code == 404
    new = f"{reverse('retention_rule_new')}?like={rule.pk}"
    assert 'value="24"' in client.get(new).content.decode()
    client.post(new, {"country": "SE", "months": "36"})
    draft = RetentionRule.objects.drafts().get()
    assert "It takes the place of the rule of 24 months." in client.get(
        forcing(draft)
    ).content.decode().replace("\n", " ")


def test_ending_a_rule_says_whom_the_others_would_close(client: Browser, cast: Cast) -> None:
    short, long = (
        RetentionRule.objects.create(country=country, months=months)
        for country, months in (("", 12), ("SE", 60))
    )
    for rule in (short, long):
        rule.put_in_force(closes_from=date(2026, 11, 21), by=cast.ada, at=NOW)
    page = client.get(reverse("retention_rule_ending", args=[long.pk])).content.decode()
    assert "These 2 would be closed on 21 November 2026." in page
    assert "Ewa" not in page  # the short one closes her anyway
    client.post(reverse("retention_rule_ending", args=[long.pk]))
    assert list(RetentionRule.objects.in_force()) == [short]


@pytest.mark.parametrize(
    "wrong", [{"months": ""}, {"months": "0"}, {"months": "241"}, {"country": "XX"}]
)
def test_what_cannot_be_a_rule_is_refused(
    client: Browser, cast: Cast, wrong: dict[str, str]
) -> None:
    typed = {"country": "SE", "months": "24", "law": "Our reason"} | wrong
    answer = client.post(reverse("retention_rule_new"), typed)
    assert answer.status_code == 422
    assert "Our reason" in answer.content.decode()
    assert not RetentionRule.objects.exists()


def test_one_draft_for_the_same_people(client: Browser, cast: Cast) -> None:
    RetentionRule.objects.create(country="SE", months=24)
    answer = client.post(reverse("retention_rule_new"), {"country": "SE", "months": "12"})
    assert answer.status_code == 422
    assert "There is a draft for these people already." in answer.content.decode()


def test_a_draft_is_taken_away(client: Browser, cast: Cast) -> None:
    draft = RetentionRule.objects.create(months=24)
    assert client.post(reverse("retention_rule_removal", args=[draft.pk])).status_code == 302
    assert not RetentionRule.objects.exists()
