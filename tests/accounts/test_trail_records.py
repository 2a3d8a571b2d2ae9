"""PostgreSQL writes every change of a row into the trail, whoever makes it and however."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from accounts.models import Action, TrailEntry, User
from accounts.trail import checks, triggers
from accounts.trail.recording import trailed
from accounts.trail.told import LEFT_OUT, MACHINERY, TOLD_TOO, Told, told
from clients.models import Contact
from mailings.models import Letter
from processes.models import Candidacy, Event, PlannedActivity
from tests.cast import Cast

MONDAY = date(2026, 3, 2)
OF_TESTS = {"accounts_trailentry", "accounts_trailseal"}  # whose lock is off: tests/conftest.py


def since(last: int, what: str = "") -> list[TrailEntry]:
    newer = TrailEntry.objects.filter(pk__gt=last).order_by("pk")
    return list(newer.filter(what=what) if what else newer)


@pytest.fixture
def last(cast: Cast) -> int:
    """The newest entry once the cast is there."""
    return TrailEntry.objects.latest("pk").pk


def test_every_model_is_in_the_trail_or_left_out_for_a_reason() -> None:
    labels = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert set(LEFT_OUT) <= labels, "left out, but gone"
    assert all(LEFT_OUT.values())
    assert {model._meta.label_lower for model in trailed()} == labels - set(LEFT_OUT)
    assert set(TOLD_TOO) <= labels
    for label, names in TOLD_TOO.items():
        for name in names:
            assert told(apps.get_model(label)._meta.get_field(name)) is Told.VALUE


def test_the_database_records_as_the_models_ask_for(db: None) -> None:
    differing = {line.split(":")[0] for line in triggers.differences()}
    assert differing == OF_TESTS
    assert triggers.differences(of_locks=False) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("DROP TRIGGER trail_changed ON accounts_user", "accounts_user: the trigger trail_changed"),
        ("ALTER TABLE clients_client DISABLE TRIGGER trail_added", "clients_client"),
        ("ALTER TABLE clients_client ENABLE ALWAYS TRIGGER trail_added", "clients_client"),
        ("ALTER TABLE accounts_trailseal DISABLE TRIGGER trail_is_append_only", "is_append_only"),
        (
            "CREATE OR REPLACE FUNCTION trail.clients_client_added() RETURNS trigger "
            "LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "clients_client: the trigger trail_added is not as it should be",
        ),
        ("ALTER TABLE clients_client RENAME COLUMN about TO about_them", "clients_client"),
        (
            "CREATE TRIGGER trail_further AFTER DELETE ON accounts_sealing "
            "FOR EACH STATEMENT EXECUTE FUNCTION trail.clients_client_emptied()",
            "accounts_sealing: nobody asked for the trigger trail_further",
        ),
    ],
)
def test_what_was_done_to_the_recording_is_seen_and_mended(
    db: None, change: str, says: str
) -> None:
    before = set(triggers.differences())
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert any(says in line for line in set(triggers.differences()) - before)
    if "append_only" in change or "RENAME" in change or "further" in change:
        return  # what the migrations make, and what others make, is theirs to mend
    triggers.install()
    assert triggers.differences(of_locks=False) == []
    assert TrailEntry.objects.latest("pk").action == Action.SET_UP


def test_old_and_new_of_what_may_be_told_and_of_the_rest_that_it_changed(
    cast: Cast, last: int
) -> None:
    cast.sara.phone, cast.sara.decides = "+46 70 000 00 00", not cast.sara.decides
    cast.sara.save()
    (entry,) = since(last)
    assert (entry.action, entry.what, entry.row) == ("changed", "clients.contact", cast.sara.pk)
    assert entry.facts == {"phone": True, "decides": [not cast.sara.decides, cast.sara.decides]}


def test_added_and_removed_rows_are_told_with_their_values(cast: Cast, last: int) -> None:
    contact = Contact.objects.create(client=cast.lumen, first_name="Ola", last_name="Berg")
    pk = contact.pk
    contact.delete()
    added, removed = since(last)
    assert (added.action, removed.action) == ("added", "removed")
    assert added.row == removed.row == pk
    assert added.facts == removed.facts
    assert added.facts["client_id"] == cast.lumen.pk
    assert "Berg" not in str(added.facts) and "last_name" not in added.facts


def test_many_at_once_are_one_entry_each(cast: Cast, last: int) -> None:
    payroll = cast.payroll(at=timezone.now())
    last = TrailEntry.objects.latest("pk").pk
    PlannedActivity.objects.bulk_create(
        PlannedActivity(assignment=payroll, position=position, text="x", due_on=MONDAY)
        for position in (70, 80, 90)
    )
    some = PlannedActivity.objects.filter(position__gt=70)
    some.update(position=models.F("position") + 100)
    PlannedActivity.objects.filter(position__gt=100).delete()
    lines = [
        (entry.action, entry.facts["position"])
        for entry in since(last, "processes.plannedactivity")
    ]
    assert lines == [
        *(("added", position) for position in (70, 80, 90)),
        *(("changed", [position, position + 100]) for position in (80, 90)),
        *(("removed", position) for position in (180, 190)),
    ]


def test_people_of_an_assignment_are_rows_too(cast: Cast) -> None:
    payroll = cast.payroll(at=timezone.now())
    last = TrailEntry.objects.latest("pk").pk
    payroll.contacts.add(cast.peter)
    (entry,) = since(last)
    assert (entry.action, entry.what) == ("added", "processes.assignment_contacts")
    assert entry.facts == {"assignment_id": payroll.pk, "contact_id": cast.peter.pk}


def test_saving_what_is_the_same_says_nothing(cast: Cast, last: int) -> None:
    cast.nina.save()
    User.objects.update(role=models.F("role"))
    assert since(last) == []


def test_a_lease_says_nothing(cast: Cast) -> None:
    letter = Letter.objects.write(
        kind="digest",
        to=cast.nina.email,
        to_name="Nina",
        language="en",
        subject="s",
        html="h",
        text="t",
        key="k",
        at=timezone.now(),
    )
    last = TrailEntry.objects.latest("pk").pk
    Letter.objects.update(ring_after=timezone.now(), attempt=models.F("attempt") + 1)
    assert since(last) == []
    Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now())
    (entry,) = since(last)
    assert list(entry.facts) == ["sent_at"]


def test_the_key_of_a_row_is_watched(cast: Cast, last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mailings_mailhold (id, begun_at, begun_by, why, ended_by) "
            "VALUES (901, now(), '', '', ''); UPDATE mailings_mailhold SET id = 902 WHERE id = 901"
        )
    added, changed = since(last)
    assert (added.action, added.row) == ("added", 901)
    assert (changed.row, changed.facts) == (901, {"id": [901, 902]})


def test_an_emptied_table_is_told(cast: Cast, last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE processes_targetcompany CASCADE")
    assert ("emptied", "processes.targetcompany") in [
        (entry.action, entry.what) for entry in since(last)
    ]


def test_machinery_is_named_and_nothing_else(cast: Cast) -> None:
    assert told(field(Letter, "ring_after")) is Told.NOTHING
    assert told(field(User, "password")) is Told.CHANGED
    assert told(field(User, "role")) is Told.VALUE
    assert told(field(Event, "facts")) is Told.CHANGED
    assert told(field(Candidacy, "stage")) is Told.VALUE
    for name in ("sent_at", "presented_at", "text", "next", "attempts_to_reach"):
        assert not MACHINERY.fullmatch(name)


def field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def test_a_move_of_a_candidate_is_told_with_its_follow_ups(cast: Cast) -> None:
    card = cast.payroll(at=timezone.now()).add(cast.jonas, by=cast.nina, at=timezone.now())
    last = TrailEntry.objects.latest("pk").pk
    card.move_to("interviewed", by=cast.nina, at=timezone.now() + timedelta(minutes=1))
    (moved,) = since(last, "processes.candidacy")
    assert moved.facts["stage"] == ["identified", "interviewed"]
    assert since(last, "processes.event") and since(last, "processes.followup")


def test_the_web_server_says_when_changes_are_not_recorded(
    transactional_db: None, monkeypatch: Any
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(checks.log, "error", lambda what, **more: said.append((what, more)))
    monkeypatch.setattr(triggers, "differences", list)
    checks.tell_if_unrecorded()
    assert said == []
    monkeypatch.setattr(triggers, "differences", lambda: ["clients_client: the trigger is missing"])
    checks.tell_if_unrecorded()
    ((what, more),) = said
    assert what == "trail_is_not_recorded" and "clients_client" in more["differs"][0]
