"""Lumen's data engineer, as anyone may read it, and somebody who applies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from candidates.uploads import looked_at
from processes.forms.application import TOO_FAST, opened
from processes.models import Application, Assignment, Vacancy
from processes.vacancies.receiving import Sent, receive
from tests.cast import MONDAY, NOW, Cast
from tests.remembered import Remembered

CV = b"Maja Nilsson, data engineer\nSpark in production since 2019\n"
WORDS: dict[str, Any] = {
    "language": "en",
    "title": "Data engineer",
    "about": "You build what\nothers count on.\n\n- Spark\n- Airflow",
    "wanted": "- Speaks Polish",
    "question": "What did you last make faster?",
    "place": "Warszawa",
    "country": "PL",
    "remote_days": 2,
    "contract": "permanent",
    "hours": "full",
    "valid_until": date(2027, 1, 31),
}
PAY: dict[str, Any] = {
    "pay_from": 18000,
    "pay_to": 22000,
    "pay_currency": "PLN",
    "pay_per": "month",
    "pay": "could go higher for a star",
}


@dataclass
class Story(metaclass=Remembered):
    """``Story(cast)``: the vacancy is published on Monday."""

    cast: Cast
    assignment: Assignment = field(init=False)
    vacancy: Vacancy = field(init=False)

    def __post_init__(self) -> None:
        self.assignment = self.cast.data_engineer(**PAY)
        self.vacancy = Vacancy(assignment=self.assignment)
        self.vacancy.write(at=MONDAY, **WORDS)
        self.vacancy.publish(by=self.cast.rasmus, at=MONDAY)


def sent(**said: Any) -> Sent:
    """What Maja sends, whom nobody here knows, unless it is said otherwise."""
    who = {"first_name": "Maja", "last_name": "Nilsson", "email": "maja@people.example"}
    upload = looked_at(ContentFile(said.pop("cv", CV), name="maja.txt"))
    return Sent(**(who | said), upload=upload)


def apply(vacancy: Vacancy, at: Any = NOW, **said: Any) -> Application:
    return receive(vacancy, sent(**said), at=at)


def typed(at: Any, **said: Any) -> dict[str, Any]:
    """What a browser posts, half a minute after the page was opened."""
    fields = {
        "first_name": "Maja",
        "last_name": "Nilsson",
        "email": "maja@people.example",
        "phone": "+48 601 234 567",
        "answer": "A report that took a night",
        "cv": SimpleUploadedFile("maja.txt", CV),
        "opened": opened(at - 10 * TOO_FAST),
        "notice": "1",
    }
    fields |= said
    return {name: value for name, value in fields.items() if value is not None}


def post(browser: Browser, vacancy: Vacancy, at: Any, **said: Any) -> Any:
    address = f"{vacancy.get_absolute_url()}application/"
    return browser.post(address, typed(at, **said))
