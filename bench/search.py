"""The search at a million candidates: ``make bench-search`` (CANDIDATES=20000 for a glance).

A PostgreSQL of its own under var/bench; it is kept and found again. Each case is asked many times
with other words; first the clock is that of `find` and of the marks, so of everything but the page
around it, then that of whole requests (DESIGN section 8).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.site import ROOT, say


@dataclass(frozen=True)
class Measured:
    """Milliseconds; ``found`` as the page says it.

    ``undisturbed``: the slowest of its cases, each at its fastest; ``cpu``: how long processors
    worked for one on average, ours and PostgreSQL's. On a machine that is busy with other things
    only these can be compared.
    """

    case: str
    p50: float
    p95: float
    undisturbed: float
    cpu: float
    queries: int
    found: str


def main() -> None:
    from recruitcrm.embedded import PostgreSQL

    class Roomy(PostgreSQL):
        """With a quarter of the memory of a machine that such a database is given, 8 GB."""

        def _command(self) -> list[str]:
            return [*super()._command(), "-c", "shared_buffers=2GB"]

    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--candidates", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--explain", action="store_true", help="the plans instead of the times")
    parser.add_argument("--json", type=Path, default=ROOT / "var" / "bench-search.json")
    wanted = parser.parse_args()
    home = ROOT / "var" / "bench" / f"search-{wanted.candidates}"
    home.parent.mkdir(parents=True, exist_ok=True)
    with Roomy(home) as database:
        os.environ.update(
            DATABASE_URL=database.url,  # type: ignore[attr-defined]
            VAR_DIR=str(home.parent / "var"),
            DEMO="no",
            EMAIL_URL="",
            DJANGO_SETTINGS_MODULE="recruitcrm.settings",
        )
        prepare(wanted.candidates)
        from bench.search_cases import CASES, everyone, explain, measure, sizes
        from bench.search_pages import measure_contacts, measure_pages
        from bench.search_twins import measure_twins

        if wanted.explain:
            sys.stdout.write(explain())
            return
        measured = [measure(name, cases, wanted.rounds) for name, cases in CASES.items()]
        twins = measure_twins(wanted.rounds)
        pages = measure_pages(everyone(), wanted.rounds)
        contact = measure_contacts(wanted.candidates)
        found = sizes()
    sys.stdout.write(as_table(measured, found) + "\n\n")
    sys.stdout.write(as_table([*twins, *pages, contact], {}) + "\n")
    told = {
        "candidates": wanted.candidates,
        "cases": [asdict(one) for one in measured],
        "twins": [asdict(one) for one in twins],
        "pages": [asdict(one) for one in pages],
        "last_contact": asdict(contact),
        "load": os.getloadavg(),
        "megabytes": found,
    }
    wanted.json.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")


def prepare(people: int) -> None:
    """The schema, and the candidates, unless they are there from the last time."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from accounts.models import Agency, Role, User
    from bench.many_candidates import fill, put_some_on
    from candidates.models import Candidate
    from clients.models import Client
    from processes.models import Assignment, Candidacy

    call_command("migrate", verbosity=0)
    if Candidacy.objects.exists():
        return
    began = time.monotonic()
    Agency.objects.get_or_create(pk=1, defaults={"name": "Bench"})
    owners = [
        User.objects.filter(full_name=f"Recruiter {n}").first()
        or User.objects.create_user(
            f"{n}@bench.example", "", full_name=f"Recruiter {n}", role=Role.LEAD
        )
        for n in range(12)
    ]
    if not Candidate.objects.exists():
        fill(people, owners=owners[0].pk)
    if not Candidate.objects.filter(pk=people).exists():
        raise SystemExit("A half-made database lies in var/bench: remove it.")
    client = Client.objects.create(name="Bench", owner=owners[0])
    assignment = Assignment(client=client, owner=owners[0], title="A", opened_at=timezone.now())
    assignment.save()
    put_some_on(assignment.pk)
    say(f"made in {time.monotonic() - began:.0f} s")


def as_table(measured: list[Measured], found: dict[str, float]) -> str:
    lines = [
        "| what | p50 ms | p95 ms | undisturbed | processor | queries | found |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in measured:
        times = " | ".join(f"{ms:.1f}" for ms in (one.p50, one.p95, one.undisturbed, one.cpu))
        lines.append(f"| {one.case} | {times} | {one.queries} | {one.found} |")
    lines += ["", "| table or index | MB |", "|---|---|"] if found else []
    lines += [f"| {name} | {size:.0f} |" for name, size in found.items()]
    return "\n".join(lines)


def percentile(times: list[float], share: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]


if __name__ == "__main__":
    main()
