"""Whole requests for the list of candidates, by a recruiter who is signed in; and one write."""

from __future__ import annotations

import random
import time

from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from bench.search import Measured, percentile
from bench.search_cases import CASES, W, processor
from candidates.finding.wanted import Wanted
from candidates.models import OwnList

# Of each kind the first case, and what takes most questions: a name with a slip, a place, a stage.
PAGES: dict[str, list[Wanted]] = {
    **{name: [cases[0]] for name, cases in CASES.items()},
    "a name with a typo, near a place": [W(q="fluer", city="Lund", km=30)],
    "a word near a place at a stage": [
        W(q="controllers", city="Stockholm", km=50, stages=("contacted",))
    ],
}
CONTACTS = 200


def measure_pages(user: User, rounds: int) -> list[Measured]:
    """From the request to the page, with the column of stages, for which is asked once more."""
    with transaction.atomic():
        browser = Browser(headers={"host": "localhost"})
        browser.force_login(user)
        OwnList.objects.choose_columns(user, ["skills", "place", "available", "stage"])
        measured = [measure_page(browser, name, cases, rounds) for name, cases in PAGES.items()]
        transaction.set_rollback(True)
    return measured


def measure_page(browser: Browser, name: str, cases: list[Wanted], rounds: int) -> Measured:
    queries, times, worked = 0, [], 0.0
    for wanted in cases:
        address = f"/candidates/?{wanted.to_query()}"
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        queries = max(queries, len(asked))
        began_work = processor()
        for _turn in range(rounds):
            began = time.perf_counter()
            browser.get(address)
            times.append((time.perf_counter() - began) * 1000)
        worked += processor() - began_work
    p50, p95 = percentile(times, 50), percentile(times, 95)
    return Measured(name, p50, p95, min(times), worked * 1000 / len(times), queries, "")


def measure_contacts(people: int) -> Measured:
    """The date of the last contact moves on: what the timeline's trigger does, with its commit."""
    drawn = random.Random(7)  # noqa: S311 (the same people every time)
    times = []
    began_work = processor()
    with connection.cursor() as cursor:
        for pk in drawn.sample(range(1, people + 1), min(CONTACTS, people)):
            began = time.perf_counter()
            cursor.execute(
                "UPDATE candidates_candidate SET last_contact_at = "
                "coalesce(last_contact_at, created_at) + interval '1 second' WHERE id = %s",
                [pk],
            )
            times.append((time.perf_counter() - began) * 1000)
        cpu = (processor() - began_work) * 1000 / len(times)
        cursor.execute("VACUUM candidates_candidate")
    p50, p95 = percentile(times, 50), percentile(times, 95)
    return Measured("the last contact of somebody", p50, p95, min(times), cpu, 1, "")
