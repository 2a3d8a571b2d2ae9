"""An import of a whole file, measured: ``make bench-import`` (ROWS=2000 for a glance).

Candidates of a CSV, or of a workbook, come into an agency that has many: read, tried out, taken in
and taken back by a real worker, beside which letters wait for their turn. Servers of its own, gone
afterwards.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench import cpu
from bench.memory import MemoryWatch
from bench.site import ROOT, a_site, at_work, say, wait_until

if TYPE_CHECKING:
    from processes.models import Import

HEADER = (
    *("Candidate ID", "First Name", "Last Name", "Email", "Phone", "City", "Country"),
    *("Current Job Title", "Current Employer", "Skill Set", "Source"),
)


@dataclass
class Step:
    """Seconds, also of a processor by the workers; megabytes of one with its children.

    ``transaction``: the longest that PostgreSQL had open; ``silence``: the longest time for which
    the page showed the same; ``waited``: the longest that another chore waited for its turn.
    """

    name: str
    seconds: float = 0.0
    cpu: float = 0.0
    megabytes: float = 0.0
    transaction: float = 0.0
    silence: float = 0.0
    waited: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--people", type=int, default=100_000, help="who are there before")
    parser.add_argument("--workbook", action="store_true", help="an XLSX in place of a CSV")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", type=Path, default=ROOT / "var" / "bench-imports.json")
    wanted = parser.parse_args()
    with a_site() as environment:
        os.environ.update(environment)
        from bench.search import prepare

        prepare(wanted.people)
        content = file_of(wanted.rows, workbook=wanted.workbook)
        name = "people.xlsx" if wanted.workbook else "people.csv"
        say(f"{name} has {len(content) / 1024**2:.1f} MB")
        steps = measure(name, content, workers=wanted.workers)
    sys.stdout.write(as_table(steps, wanted.rows) + "\n")
    wanted.json.parent.mkdir(parents=True, exist_ok=True)
    told = {"rows": wanted.rows, "people": wanted.people, "steps": [asdict(one) for one in steps]}
    wanted.json.write_text(json.dumps(told, indent=2) + "\n")


def file_of(rows: int, *, workbook: bool) -> bytes:
    """Of twenty rows one is of somebody who is here, and one of a hundred has a bad address."""
    lines = [HEADER, *(row_of(number) for number in range(1, rows + 1))]
    if workbook:
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet("Candidates")
        for line in lines:
            sheet.append(line)
        packed = io.BytesIO()
        book.save(packed)
        return packed.getvalue()
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def row_of(number: int) -> tuple[str, ...]:
    from bench.many_candidates import CITIES, COUNTRY, FIRST, ROLES, SKILLS, SYLLABLES, hash_of

    def draw(choices: list[str] | tuple[str, ...], salt: str) -> str:
        return choices[hash_of(f"{salt}{number * 7919}") % len(choices)].replace("_", " ")

    cities = [city.partition(":")[0] for city in CITIES]
    city = draw(cities, "city")
    country = next((code for code, names in COUNTRY.items() if city in names), "SE")
    first, middle, last = (part.split() for part in SYLLABLES)
    email = f"import{number}@people.example"
    if number % 20 == 0:
        email = f"person{number}@people.example"
    if number % 100 == 7:
        email = "none"
    return (
        *(f"c{number}", draw(FIRST, "first")),
        f"{draw(first, 'one')}{draw(middle, 'two')}{draw(last, 'three')}"
        f"-{draw(first, 'four')}{draw(middle, 'five')}",
        *(email, f"+46 73 {3_000_000 + number}", city, country),
        *(draw(ROLES, "role"), f"{draw(first, 'firm')} Partners"),
        *("; ".join(draw(SKILLS, f"skill{each}") for each in range(4)), "Old system"),
    )


def measure(name: str, content: bytes, *, workers: int) -> list[Step]:
    from django.utils import timezone

    from accounts.models import Agency, User
    from processes.models import Import

    Agency.objects.update(country="SE")
    by = User.objects.filter(full_name="Recruiter 0")[0]
    with at_work(workers) as processes:
        taken = Import.objects.begin([(name, content)], by=by, at=timezone.now())
        steps = [watched("read", taken, processes)]
        taken.try_out(at=timezone.now())
        steps.append(watched("try out", taken, processes))
        taken.take_in(at=timezone.now())
        steps.append(watched("take in", taken, processes))
        taken.take_back(by=by, at=timezone.now())
        steps.append(watched("take back", taken, processes))
    return steps


def watched(name: str, taken: Import, processes: list[int]) -> Step:
    step, ended = Step(name), threading.Event()
    looks = [
        threading.Thread(target=look, args=[taken.pk, step, ended]) for look in (at_pages, at_bell)
    ]
    began = time.monotonic()
    used = sum(map(cpu.so_far, processes))
    with MemoryWatch(processes) as memory:
        for thread in looks:
            thread.start()

        def is_done() -> bool:
            taken.refresh_from_db()
            return not taken.is_at_work

        try:
            wait_until(is_done, what=name)
        finally:
            ended.set()
        step.seconds = time.monotonic() - began
        for thread in looks:
            thread.join()
    step.cpu = sum(map(cpu.so_far, processes)) - used
    step.megabytes = memory.peak
    step.counts = taken.counts.get("all", {}) | taken.counts.get("returned", {})
    if taken.counts.get("stumbled"):
        raise SystemExit(f"It stumbled while it was to {name}.")
    return step


def at_pages(pk: int, step: Step, ended: threading.Event) -> None:
    """What the page of the import shows, and how long transactions are open meanwhile."""
    from django.db import connection

    from processes.models import Import

    shown, since = None, time.monotonic()
    while not ended.wait(0.2):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(extract(epoch FROM max(clock_timestamp() - xact_start)), 0) "
                "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
                "current_database() AND backend_type = 'client backend'"
            )
            step.transaction = max(step.transaction, float(cursor.fetchone()[0]))
        now = Import.objects.values_list("state", "progress").get(pk=pk)
        if now != shown:
            shown, since = now, time.monotonic()
        step.silence = max(step.silence, time.monotonic() - since)
    connection.close()


def at_bell(_pk: int, step: Step, ended: threading.Event) -> None:
    """How long another chore waits: a file held for an application is to be dropped now."""
    from django.db import connection
    from django.utils import timezone

    from processes.models import HeldFile

    while not ended.wait(1):
        began = time.monotonic()
        now = timezone.now()
        held = HeldFile.objects.create(size=0, at=now, drops_at=now - timedelta(seconds=1))
        while HeldFile.objects.filter(pk=held.pk).exists():
            step.waited = max(step.waited, time.monotonic() - began)
            time.sleep(0.2)
    connection.close()


def as_table(steps: list[Step], rows: int) -> str:
    lines = [
        f"{rows} rows.",
        "",
        "| step | seconds | ms a row | of a processor | MB of the worker "
        "| longest transaction s | page silent s | others waited s | became |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    lines += [
        f"| {one.name} | {one.seconds:.1f} | {1000 * one.seconds / rows:.1f} "
        f"| {1000 * one.cpu / rows:.1f} | {one.megabytes:.0f} "
        f"| {one.transaction:.1f} | {one.silence:.1f} | {one.waited:.1f} "
        f"| {', '.join(f'{name} {number}' for name, number in one.counts.items())} |"
        for one in steps
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
