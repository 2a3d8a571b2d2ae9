from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from processes.models import Assignment, Event, Fit, MustHave
from tests.cast import MONDAY, NOW, Cast

pytestmark = pytest.mark.django_db


def typed(assignment: Assignment, **changed: Any) -> dict[str, Any]:
    return {
        "title": assignment.title,
        "kind": assignment.kind,
        "owner": assignment.owner_id,
        "ordered_by": assignment.ordered_by_id,
        "decider": assignment.decider_id,
        "contacts": [contact.pk for contact in assignment.contacts.all()],
        "must_haves": "\n".join(str(must) for must in assignment.must_haves.all()),
        "target_weeks": assignment.target_weeks,
        "positions": assignment.positions,
        **changed,
    }


def test_the_event_names_the_changed_fields_and_not_what_they_say(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.nina)
    url = reverse("assignment_edit", args=[payroll.pk])
    client.post(url, typed(payroll, brief="Five countries", pay="7 200 a day"))
    event = Event.objects.get(kind="assignment_edited")
    assert event.facts == {"fields": ["brief", "pay"], "version": 2}
    payroll.refresh_from_db()
    assert payroll.brief == "Five countries"
    timeline = client.get(reverse("assignment_timeline", args=[payroll.pk])).content.decode()
    assert "brief, pay or day rate" in timeline


def test_saving_what_was_there_writes_no_event(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.nina)
    client.post(reverse("assignment_edit", args=[payroll.pk]), typed(payroll))
    assert not Event.objects.filter(kind="assignment_edited").exists()


def test_a_refused_change_changes_nothing(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.nina)
    url = reverse("assignment_edit", args=[payroll.pk])
    answer = client.post(url, typed(payroll, title="", brief="Five countries"))
    assert answer.status_code == 422
    assert "Five countries" in answer.content.decode()
    payroll.refresh_from_db()
    assert payroll.brief == ""


def test_the_client_and_the_agreed_dates_are_not_changed_here(client: Browser) -> None:
    cast = Cast()
    payroll = cast.payroll()
    client.force_login(cast.nina)
    sly = typed(payroll, client=cast.lumen.pk, decision_on="2026-12-01")
    client.post(reverse("assignment_edit", args=[payroll.pk]), sly)
    payroll.refresh_from_db()
    assert payroll.client == cast.nordvik
    assert payroll.decision_on is None


def test_evidence_follows_its_must_have_when_the_order_changes() -> None:
    cast = Cast()
    payroll = cast.payroll()
    first, second, third = (str(must) for must in payroll.must_haves.all())
    candidacy = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    note(candidacy, payroll.must_haves.all()[0].pk, "Hogia at Axfood")
    MustHave.objects.write(payroll, [second, first, third])
    evidence = {str(fit.must_have): fit.evidence for fit in Fit.objects.all()}
    assert evidence == {first: "Hogia at Axfood"}
    assert [must.position for must in payroll.must_haves.all()] == [1, 2, 3]


def test_evidence_stays_when_a_must_have_is_reworded_and_goes_with_it() -> None:
    cast = Cast()
    payroll = cast.payroll()
    _first, second, third = (str(must) for must in payroll.must_haves.all())
    candidacy = payroll.add(cast.jonas, by=cast.nina, at=MONDAY)
    note(candidacy, payroll.must_haves.all()[0].pk, "Hogia at Axfood")
    MustHave.objects.write(payroll, ["Run payroll in Hogia", second, third])
    assert Fit.objects.get().must_have.text == "Run payroll in Hogia"
    MustHave.objects.write(payroll, [second, third])
    assert not Fit.objects.exists()


def note(candidacy: Any, must_have: int, evidence: str) -> None:
    candidacy.note_fit(
        {must_have: ("yes", evidence)},
        recommended=False,
        recommendation="",
        risk="",
        is_clients_own=False,
        by=candidacy.assignment.owner,
        at=NOW,
    )
