"""What recruiters ask a search for, several of each kind, and how long each takes."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role, User
from bench.cpu import so_far
from bench.search import Measured, percentile
from candidates.finding.found import find
from candidates.finding.marks import marked
from candidates.finding.orders import TABLE
from candidates.finding.wanted import Wanted

SETTINGS = re.compile(r"((?:SET LOCAL [^;]+;\s*)*)(.*)", re.DOTALL)
ASKED = ("WITH newest", "WITH found", f"SELECT {TABLE}.id FROM")  # for who they are
LINE = 150  # letters of a plan's line; conditions repeat what was typed
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
W = Wanted
IN_SEK: dict[str, Any] = {"currency": "SEK", "per": "month"}
CASES: dict[str, list[Wanted]] = {
    "everybody, by name": [W()],
    "everybody, newest first": [W(sort="newest")],
    "everybody, by last contact": [W(sort="contact")],
    "everybody, who is free first": [W(sort="available")],
    "a common word": [W(q=q) for q in ("excel", "payroll manager", "controller", "en")],
    "a word of some": [W(q=q) for q in ("lönechef", "autocad", "zarządzanie", "logistics plann")],
    "rare words": [W(q=q) for q in ("zirconium", '"payroll manager" zirconium', "kiruna zirc")],
    "a common word, by name": [W(q=q, sort="name") for q in ("excel", "autocad", "scrum")],
    "a common word, by last contact": [
        W(q="scrum", sort="contact"),
        W(q="audit", sort="available"),
    ],
    "phrase, or, without": [
        W(q=q) for q in ('"senior controller"', "hogia or agda", "payroll -interim", '"lead buyer"')
    ],
    "words begun": [W(q=q) for q in ("proj", "recr", "zir", "e", "an")],
    "a name": [W(q=q) for q in ("Fleur Bakkander", "kowalberg", "åsa sjöqvist", "lind per")],
    "a name with a typo": [
        W(q=q) for q in ("Fluer Bakkandr", "kowallberk", "Sjökvist Åsa", "zofia lewanovski")
    ],
    "a first name with a typo": [W(q=q) for q in ("Fluer", "Agneiszka")],
    "a skill": [W(skills=(s,)) for s in ("Hogia", "zirconium", "Forecasting", "c++")],
    "skills all, and any": [
        W(skills=("Forecasting", "Audit")),
        W(skills=("SQL", "Python", "Azure")),
        W(skills=("Zirconium", "Tax"), match="any"),
    ],
    "a place and a distance": [
        W(city=city, km=km) for city, km in (("Stockholm", 50), ("Ystad", 30), ("Warsaw", 100))
    ],
    "place, skill and availability": [
        W(city="Malmö", km=30, skills=("Tax",), free="now"),
        W(city="Kraków", skills=("Java",), free="month"),
        W(city="Kiruna", km=100, skills=("SAP",)),
    ],
    "kind, pay and languages": [
        W(kinds=("interim",), pay_to=Decimal(50000), **IN_SEK),
        W(languages=("fi",), kinds=("search",)),
        W(languages=("sv",), pay_to=Decimal(31000), **IN_SEK),
    ],
    "stage": [W(stages=("interviewed",)), W(stages=("contacted",), q="controller")],
    "owner, contact, notice, tag": [
        W(owner=1, contacted_before="400d"),
        W(contact="never", tags=("vip",)),
        W(notice="missing"),
        W(tags=("vip",), sort="newest"),
    ],
}


def everyone() -> User:
    return User.objects.filter(role=Role.LEAD).order_by("pk").first()  # type: ignore[return-value]


def ask(wanted: Wanted, user: User, after: str = "") -> tuple[str, str]:
    found = find(wanted, at=AT, user=user, after=after)
    if not found.similar:  # as the page does
        marked(found.rows, wanted)
    return found.summary, found.after


def measure(name: str, cases: list[Wanted], rounds: int) -> Measured:
    """Each asked so often, warm; every other time the page that follows the first."""
    user = everyone()
    times: list[float] = []
    fastest: list[float] = []
    queries, said, worked = 0, [], 0.0
    for wanted in cases:
        with CaptureQueriesContext(connection) as asked:
            summary, after = ask(wanted, user)
        queries = max(queries, len(asked))
        said.append(summary)
        ask(wanted, user, after)
        began_work = processor()
        for turn in range(max(rounds // len(cases), 5)):
            began = time.perf_counter()
            ask(wanted, user, after if turn % 2 else "")
            times.append((time.perf_counter() - began) * 1000)
        worked += processor() - began_work
        fastest.append(min(times[-turn - 1 :]))
    p50, p95 = percentile(times, 50), percentile(times, 95)
    cpu = worked * 1000 / len(times)
    return Measured(name, p50, p95, max(fastest), cpu, queries, "; ".join(said[:4]))


def processor() -> float:
    """Seconds that this process and the one that answers it have worked."""
    connection.ensure_connection()
    return time.process_time() + so_far(connection.connection.info.backend_pid)


def explain() -> str:
    """How the first of each kind was found, as PostgreSQL carried it out."""
    return "\n".join(plans())


def plans() -> Iterator[str]:
    user = everyone()
    for name, cases in CASES.items():
        wanted = cases[0]
        ask(wanted, user)
        with CaptureQueriesContext(connection) as asked:
            ask(wanted, user)
        yield f"### {name}: `{wanted.to_query() or 'nothing'}`\n"
        for query in asked.captured_queries:
            settings, statement = SETTINGS.match(query["sql"]).groups()  # type: ignore[union-attr]
            if not statement.strip().startswith(ASKED):
                continue  # the guess, the rows by their ids, the names of towns, the marks
            with connection.cursor() as cursor:
                how = "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, BUFFERS OFF)"
                cursor.execute(f"{settings}{how} {statement}")
                plan = "\n".join(line[0][:LINE] for line in cursor.fetchall())
            yield f"```\n{plan}\n```\n"


def sizes() -> dict[str, float]:
    """Megabytes of the table and of each of its indexes, the largest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_relation_size(oid) / 1048576.0 FROM pg_class WHERE oid IN ("
            " SELECT indexrelid FROM pg_index WHERE indrelid = 'candidates_candidate'::regclass)"
            " UNION ALL SELECT 'candidates_candidate (with long texts)',"
            " pg_table_size('candidates_candidate') / 1048576.0 ORDER BY 2 DESC"
        )
        return {name: round(float(size), 1) for name, size in cursor.fetchall()}
