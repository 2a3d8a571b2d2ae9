"""Who is perhaps here already, as it is asked before a new candidate is kept."""

from __future__ import annotations

import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.search import Measured, percentile
from bench.search_cases import processor
from candidates.twins import Person, twins_of_many

# Names, towns and employers are drawn unevenly: the first case of each kind meets the most people
# whose names begin alike.
TWINS = {
    "twins: a common name in a large town": [
        Person("Anna", "Lindström", city="Stockholm", country="SE"),
        Person("Maria", "Bergqvist", city="Warszawa", country="PL"),
    ],
    "twins: a rare name in a small town": [
        Person("Elin", "Wiśblad", city="Kiruna", country="SE"),
        Person("Grace", "Meijand", city="Delft", country="NL"),
    ],
    "twins: a common name at an employer": [
        Person("Anna", "Lindgren", employer="Berg AB"),
        Person("Erik", "De Vriesek", employer="Kowal Group"),
    ],
    "twins: all that a form asks for": [
        Person(
            *("Anna", "Lindström", "person77@people.example", "+46 70 1000123", "SE"),
            *("https://people.example/anna", "Stockholm", "Berg AB"),
        ),
        Person(*("Per", "Kowalberg", "per@new.example", "070-123 45 67", "SE", "", "Uppsala")),
    ],
}


def measure_twins(rounds: int) -> list[Measured]:
    return [measure(name, people, rounds) for name, people in TWINS.items()]


def measure(name: str, people: list[Person], rounds: int) -> Measured:
    times: list[float] = []
    fastest, said = [], []
    queries, worked = 0, 0.0
    for person in people:
        with CaptureQueriesContext(connection) as asked:
            said.append(f"{len(twins_of_many([person])[0])} people")
        queries = max(queries, len(asked))
        began_work = processor()
        for _turn in range(rounds):
            began = time.perf_counter()
            twins_of_many([person])
            times.append((time.perf_counter() - began) * 1000)
        worked += processor() - began_work
        fastest.append(min(times[-rounds:]))
    p50, p95 = percentile(times, 50), percentile(times, 95)
    cpu = worked * 1000 / len(times)
    return Measured(name, p50, p95, max(fastest), cpu, queries, "; ".join(said))
