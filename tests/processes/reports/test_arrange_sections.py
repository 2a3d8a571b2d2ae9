"""The admin switches sections on and off and puts them in order."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from processes.models import ReportSchedule
from processes.reports.sections import DEFAULT_ORDER
from tests.processes.reports.test_report_schedules_page import PAGE, filled

pytestmark = pytest.mark.django_db
ALL = [str(section) for section in DEFAULT_ORDER]
OWN = ["lead", "market", "funnel", "next_week"]


@pytest.fixture
def of_client(cast, client) -> str:
    """The address of a new exception for Nordvik."""
    client.force_login(cast.ada)
    cast.payroll(at=timezone.now())
    return f"{PAGE}new/?client={cast.nordvik.pk}"


def order_on(page: str) -> list[str]:
    """What the page would send, in its order: those switched on."""
    found = re.findall(r'<input [^>]*name="sections" value="(\w+)"([^>]*)>', page)
    hidden = re.findall(r'type="hidden" name="sections" value="(\w+)"', page)
    return [name for name, rest in found if "checked" in rest or name in hidden]


def test_the_order_on_the_page_is_the_order_in_the_report(client, of_client):
    assert client.post(of_client, filled(whose_sections="own", sections=OWN)).status_code == 302
    schedule = ReportSchedule.objects.exceptions().get()
    assert schedule.sections == OWN
    page = client.get(f"{PAGE}{schedule.pk}/").content.decode()
    assert order_on(page) == OWN
    assert "4 sections, in an order of their own" in client.get(PAGE).content.decode()


def test_how_it_stands_comes_first_and_next_week_is_never_lost(client, of_client):
    typed = filled(whose_sections="own", sections=["market", "lead"])
    assert client.post(of_client, typed).status_code == 302
    assert ReportSchedule.objects.exceptions().get().sections == ["lead", "market", "next_week"]


def test_an_exception_may_follow_the_wider_schedule(client, of_client):
    client.post(f"{PAGE}agency/", filled(sections=OWN))
    assert order_on(client.get(of_client).content.decode()) == OWN
    typed = filled(whose_sections="wider", sections=["kept"])
    assert client.post(of_client, typed).status_code == 302
    assert ReportSchedule.objects.exceptions().get().sections is None
    assert "The sections of the wider schedule" in client.get(PAGE).content.decode()


def test_the_agencys_default_in_the_usual_order_is_kept_as_no_choice(client, of_client):
    assert client.post(f"{PAGE}agency/", filled(sections=ALL)).status_code == 302
    assert ReportSchedule.objects.of_agency().sections is None
    client.post(f"{PAGE}agency/", filled(sections=ALL[:5]))
    assert ReportSchedule.objects.of_agency().sections == [*ALL[:5], "next_week"]


def test_the_buttons_work_without_scripts_and_save_nothing(cast, client, of_client):
    address = f"{PAGE}arrangement/?client={cast.nordvik.pk}"
    typed = filled(whose_sections="own", sections=OWN, recipients=[cast.sara.pk], time="16:45")
    up = client.post(address, {**typed, "up": "funnel"})
    assert up.status_code == 200
    page = up.content.decode()
    assert order_on(page) == ["lead", "funnel", "market", "next_week"]
    assert 'value="16:45"' in page
    assert f'name="recipients" value="{cast.sara.pk}" checked' in page
    down = client.post(address, {**typed, "down": "market"}).content.decode()
    assert order_on(down) == ["lead", "funnel", "market", "next_week"]
    for nothing in ({"up": "lead"}, {"down": "next_week"}, {"up": "weather"}, {}):
        page = client.post(address, {**typed, **nothing}).content.decode()
        assert order_on(page) == OWN
    assert not ReportSchedule.objects.exceptions().exists()
    assert client.get(address).status_code == 405
