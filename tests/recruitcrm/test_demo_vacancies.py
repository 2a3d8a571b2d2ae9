"""The demo's vacancies: two are open to everybody, and one application waits to be looked at."""

from __future__ import annotations

from processes.models import Application, Vacancy
from recruitcrm.demo.vacancies import publish_vacancies
from tests.cast import NOW, Cast
from tests.processes.vacancies.story import PAY


def test_two_are_published_and_three_have_applied(cast: Cast) -> None:
    cast.data_engineer(**PAY)
    cast.payroll(pay_from=70_000, pay_currency="SEK", pay_per="month")
    cast.payroll()
    publish_vacancies(NOW)
    assert Vacancy.objects.published(NOW).count() == 2
    (waiting,) = Application.objects.waiting()
    assert waiting.email == cast.jonas.email
    assert Application.objects.decided().count() == 2
