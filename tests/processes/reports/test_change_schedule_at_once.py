"""Two change a schedule at one moment, or a report is drafted while one does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from processes.models import Assignment, Report, ReportSchedule
from processes.reports.drafting import draft_next
from tests.cast import Cast
from tests.processes.reports.story import FRIDAY, on
from tests.processes.reports.test_report_schedules_page import PAGE, filled

THURSDAY = on(19, 16)
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Does these in threads that begin together; what each of them gave back or raised."""
    barrier = Barrier(len(deeds))
    answers: list[object] = [None] * len(deeds)

    def do(number: int) -> None:
        barrier.wait()
        try:
            answers[number] = deeds[number]()
        except Exception as error:
            answers[number] = error
        finally:
            connection.close()

    threads = [Thread(target=do, args=[number]) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.fixture
def people(transactional_db) -> Cast:
    return Cast()


def test_two_exceptions_for_one_client_are_one_and_a_refusal(people):
    people.payroll(at=timezone.now())
    address = f"{PAGE}new/?client={people.nordvik.pk}"
    browsers = [Browser(), Browser()]
    for browser in browsers:
        browser.force_login(people.ada)

    def post(browser: Browser, weekday: str) -> Callable[[], int]:
        return lambda: browser.post(address, filled(weekday=weekday)).status_code

    answers = at_once(post(browsers[0], "1"), post(browsers[1], "2"))
    assert ReportSchedule.objects.exceptions().count() == 1
    # Whoever came when the other was there already is shown that one.
    assert sorted(map(str, answers)) in (["302", "302"], ["302", "422"])
    page = browsers[0].get(PAGE).content.decode()
    assert page.count("/removal/") == 1


def test_two_who_choose_readers_leave_those_of_one(people):
    people.payroll(at=timezone.now())
    schedule = ReportSchedule.objects.create(client=people.nordvik)
    browsers = [Browser(), Browser()]
    for browser in browsers:
        browser.force_login(people.ada)

    def post(browser: Browser, *contacts: Contact) -> Callable[[], int]:
        typed = filled(recipients=[contact.pk for contact in contacts])
        return lambda: browser.post(f"{PAGE}{schedule.pk}/", typed).status_code

    answers = at_once(post(browsers[0], people.sara), post(browsers[1], people.hugo, people.sara))
    assert answers == [302, 302]
    chosen = {row.contact for row in schedule.chosen.all()}
    assert chosen in ({people.sara}, {people.sara, people.hugo})


def test_a_draft_and_a_change_make_one_report_of_the_week(people):
    for _round in range(4):
        payroll = people.payroll(at=on(16))
        schedule = ReportSchedule.objects.create(assignment=payroll, weekday=4)
        schedule.weekday, schedule.time = 4, FRIDAY.replace(hour=17).time()
        schedule.save()
        answers = at_once(
            partial(draft_next, payroll.pk, at=THURSDAY),
            partial(schedule.take_effect, at=THURSDAY),
        )
        assert not [answer for answer in answers if isinstance(answer, Exception)]
        payroll.refresh_from_db()
        slots = {slot.date() for slot in payroll.reports.values_list("slot_at", flat=True)}
        planned = payroll.next_report_at.date()
        assert slots | {planned} in (
            {FRIDAY.date(), on(27).date()},  # drafted, and the next one planned
            {FRIDAY.date()},  # moved by two hours, and drafted a little later
        )
        assert Report.objects.filter(assignment=payroll).count() == len(slots) <= 1
        assert Assignment.objects.due_for_draft(on(26, 18)).filter(pk=payroll.pk).exists()
