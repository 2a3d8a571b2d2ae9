"""The demo agency, told in small: four of its twenty orders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from django.test import Client as Browser
from django.test import override_settings

from accounts.models import Agency, Role, User
from candidates.models import Candidate, Document
from mailings.models import Letter
from mailings.pdf import render_pdf
from processes import documents
from processes.models import (
    Assignment,
    Candidacy,
    Decline,
    Event,
    FollowUp,
    HoldingMessage,
    Obstacle,
    Placement,
    Presentation,
    Report,
    ScheduleVersion,
)
from processes.stages import Stage
from recruitcrm.demo import SIGN_INS
from recruitcrm.demo.companies import COMPANIES
from recruitcrm.demo.orders import ORDERS
from recruitcrm.demo.story import tell

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FOUR = tuple(
    order
    for order in ORDERS
    if order.title
    in {"Interim payroll manager", "Data engineer", "UX lead", "Interim unit manager"}
)


def one_in_each_language(render: Callable[..., bytes]) -> Callable[..., bytes]:
    """A PDF for real, then that one again: what each looks like is asked elsewhere."""
    made: dict[str, bytes] = {}

    def rendered(html: str, *, language: str) -> bytes:
        if language not in made:
            made[language] = render(html, language=language)
        return made[language]

    return rendered


@pytest.fixture(scope="module")
def said(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[str]]:
    lines: list[str] = []
    files = override_settings(MEDIA_ROOT=str(tmp_path_factory.mktemp("files")))
    paper = mock.patch.object(documents, "render_pdf", one_in_each_language(render_pdf))
    with django_db_blocker.unblock(), files, paper, transaction.atomic():
        tell(at=AT, seed=7, say=lines.append, people=120, orders=FOUR, weeks=11)
        yield lines
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _told(said: list[str], db: None) -> None:
    """Every test of this file looks at the same story."""


def test_the_orders_are_those_of_an_agency_in_the_midst_of_its_work() -> None:
    assert (len(ORDERS), len(COMPANIES)) == (20, 12)
    assert {company.country for company in COMPANIES} == {"SE", "PL", "NL", "GB"}
    assert Counter(order.kind for order in ORDERS) == {"permanent": 13, "interim": 4, "search": 3}
    assert {order.course for order in ORDERS} == {"fills", "runs", "cancelled", "lost"}


def test_everybody_named_can_sign_in_and_reach_their_first_page() -> None:
    for email, password, role, name in SIGN_INS:
        user = User.objects.get(email=email)
        assert (user.full_name, user.role, user.check_password(password)) == (name, role, True)
    assert User.objects.get(full_name="Sara Berg").contact.client.name == "Nordvik Energi"
    assert User.objects.filter(role=Role.RECRUITER).count() == 4


def test_the_sign_in_page_offers_the_demo_people_while_the_demo_may_be_shown(settings: Any) -> None:
    settings.DEMO = True
    page = Browser().get("/account/login/").content.decode()
    assert "nina.lind@askvik.example" in page and "Sara Berg, Client contact" in page
    settings.DEMO = False
    assert "nina.lind@askvik.example" not in Browser().get("/account/login/").content.decode()


def test_assignments_run_through_their_phases() -> None:
    assert Assignment.objects.open().count() == 4  # one of them is there for its brief check
    filled = Assignment.objects.get(title="Interim unit manager")
    assert filled.outcome == "filled"
    assert Placement.objects.filter(candidacy__assignment=filled).count() == 1
    assert not filled.unanswered().exists()
    stages = set(Candidacy.objects.values_list("stage", flat=True))
    assert stages >= {Stage.CONTACTED, Stage.INTERVIEWED, Stage.CLIENT_MEETING, Stage.PLACED}
    assert Candidacy.objects.ended().exclude(end_words="").exists()
    assert Candidacy.objects.filter(is_clients_own=True).exists()


def test_every_page_has_something_to_show() -> None:
    assert Candidate.objects.count() == 120 + 7  # of a list, by applying, and two a second time
    assert Document.objects.filter(content_type="application/pdf").exists()
    assert Obstacle.objects.untold().count() == 1
    assert Obstacle.objects.told().exists()
    assert Candidacy.objects.exclude(other_offer="").exists()
    assert Report.objects.sent().filter(editions__pdf__isnull=False).distinct().count() >= 6
    assert Report.objects.to_review().exists()
    kinds = set(Letter.objects.values_list("kind", flat=True))
    assert kinds >= {
        "weekly_report",
        "schedule",
        "acknowledgement",
        "holding",
        "decline",
        "closing",
    }
    assert all(one.lines.count() >= 2 for one in Presentation.objects.sent())
    assert Presentation.objects.sent().exists()
    assert ScheduleVersion.objects.filter(number=2).exists()
    assert Agency.current().logo is not None
    assert HoldingMessage.objects.waiting().exists()
    assert Decline.objects.under_way().exists()
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert kinds >= {"called", "met", "client_answered", "interest_noted", "obstacle_told"}


def test_ninas_day_has_late_words_and_words_for_today() -> None:
    nina = User.objects.get(full_name="Nina Lind")
    mine = FollowUp.objects.waiting().owed_by(nina).we_owe()
    assert 3 <= mine.overdue(AT).count() <= 6
    assert mine.filter(kind="application", candidacy__candidate__last_name="Malinowska").exists()
    assert mine.filter(due_at__gte=AT).count() >= 5


def test_most_words_were_given_in_time() -> None:
    given = FollowUp.objects.we_owe().filter(settled_at__isnull=False)
    late = given.filter(settled_at__gt=F("first_due_at"))
    assert late.count() < 0.1 * given.count()


def test_people_work_in_the_hours_of_their_working_days() -> None:
    for event in Event.objects.exclude(by=None).select_related("by"):
        assert event.by is not None
        assert event.by.working_hours().is_open(event.at), event
    assert not Event.objects.filter(at__gt=AT).exists()


def test_no_letter_left_the_house(settings: Any) -> None:
    assert not Letter.objects.filter(went_out=True).exists()
    assert settings.MAIL_GOES_OUT is False


def test_it_tells_how_far_it_is(said: list[str]) -> None:
    assert said[0] == "12 clients, 120 candidates"
    assert any(line.startswith("week 47") for line in said)


def test_it_stays_out_of_a_database_in_use_and_of_production(settings: Any) -> None:
    with pytest.raises(CommandError, match="somebody's data"):
        call_command("demo")
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("demo")


def test_the_portal_shows_the_client_the_own_assignment() -> None:
    browser = Browser()
    browser.force_login(User.objects.get(full_name="Sara Berg"))
    assert b"Interim payroll manager" in browser.get("/portal/").content
