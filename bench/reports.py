"""The weekly sweep, measured: ``make bench-reports`` (500 reports of three pages).

Real workers, ticker, PostgreSQL and Redis, in a folder that is gone afterwards; mail is held. The
clock runs from the moment at which everything is due until the last report is written into
letters. Beside it, in the same run, bare WeasyPrint writes the same HTML (DESIGN section 8).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from bench.memory import MemoryWatch
from bench.site import ROOT, a_site, at_work, say, wait_until


@dataclass(frozen=True)
class Sweep:
    """Reports a second, by what is counted in; megabytes of the fullest worker and its children.

    ``cpu`` and ``bare_cpu``: milliseconds of a processor for one report, by a worker (drafting
    and letters counted in) and by bare WeasyPrint. On a busy machine only these can be compared.
    """

    workers: int
    bare: float
    drafted: float
    rendered: float
    whole: float
    megabytes: float
    cpu: float
    bare_cpu: float

    @property
    def share(self) -> float:
        """Of the rate of bare WeasyPrint, drafting and letters counted in."""
        return self.whole / self.bare

    @property
    def cpu_share(self) -> float:
        return self.bare_cpu / self.cpu


@dataclass(frozen=True)
class Measured:
    reports: int
    pages: int
    kilobytes: float
    facts: float
    sweeps: list[Sweep]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.reports", description=__doc__)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--bare", type=int, default=100, help="documents for bare WeasyPrint")
    parser.add_argument("--json", type=Path, default=ROOT / "var" / "bench-reports.json")
    wanted = parser.parse_args()
    with a_site() as environment:
        os.environ.update(environment)
        measured = measure(wanted.reports, bare=min(wanted.bare, wanted.reports))
    sys.stdout.write(as_table(measured) + "\n")
    wanted.json.parent.mkdir(parents=True, exist_ok=True)
    told = asdict(measured)
    for row, sweep in zip(told["sweeps"], measured.sweeps, strict=True):
        row["share_of_bare"] = round(sweep.share, 3)
        row["cpu_share_of_bare"] = round(sweep.cpu_share, 3)
    wanted.json.write_text(json.dumps(told, indent=2) + "\n")


def measure(reports: int, *, bare: int) -> Measured:
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone
    from pypdf import PdfReader

    from bench import bare as bare_weasyprint
    from bench import cpu
    from bench.weeks import fill
    from mailings.models import MailHold
    from processes.models import Report, ReportEdition

    say("the schema and the agency are made")
    call_command("migrate", verbosity=0)
    MailHold.objects.begin(by="bench", at=timezone.now())
    fill(reports, at=timezone.now())
    sweeps: list[Sweep] = []
    facts = 0.0
    html: list[str] = []
    for workers in (1, 2):
        forget_reports()
        with at_work(workers) as processes, MemoryWatch(processes) as memory:
            used = sum(map(cpu.so_far, processes))
            drafted = drafting(reports)
            if not facts:
                facts = reading()
            rendered = rendering(reports)
            time.sleep(1)  # until the last job has ended and is counted in
            used = sum(map(cpu.so_far, processes)) - used
        html = html or [report.make("en").pdf_html for report in Report.objects.all()[:bare]]
        rate = bare_weasyprint.rate(html, processes=workers)
        say(f"{workers} bare: {rate.documents:.2f} a second")
        sweeps.append(
            Sweep(
                workers=workers,
                bare=rate.documents,
                drafted=drafted,
                rendered=rendered,
                whole=1 / (1 / drafted + 1 / rendered),
                megabytes=memory.peak,
                cpu=1000 * used / reports,
                bare_cpu=rate.cpu,
            )
        )
    pdf = bytes(ReportEdition.objects.latest("pk").pdf.content)
    pages = len(PdfReader(BytesIO(pdf)).pages)
    return Measured(reports, pages, len(pdf) / 1024, facts, sweeps)


def forget_reports() -> None:
    from mailings.models import Attachment, Letter
    from processes.models import Report

    Letter.objects.all().delete()
    Report.objects.all().delete()
    Attachment.objects.all().delete()


def drafting(reports: int) -> float:
    """Drafts a second: every assignment's is due now, to be sent in an hour."""
    from django.utils import timezone

    from processes.models import Assignment, Report

    began, now = time.perf_counter(), timezone.now()
    Assignment.objects.update(next_report_at=now + timedelta(hours=1), next_draft_at=now)
    wait_until(lambda: Report.objects.count() == reports, what=f"{reports} are drafted")
    return reports / (time.perf_counter() - began)


def rendering(reports: int) -> float:
    """Reports a second, approved, rendered and written into letters: their slot is now."""
    from django.utils import timezone

    from processes.models import Report

    began, now = time.perf_counter(), timezone.now()
    Report.objects.update(send_at=now, try_after=now, ring_after=now, needs_approval=False)
    written = Report.objects.filter(letters_at__isnull=False)
    wait_until(lambda: written.count() == reports, what=f"{reports} are in letters")
    return reports / (time.perf_counter() - began)


def reading() -> float:
    """Facts a second, read from the timeline by one process."""
    from django.utils import timezone

    from processes.models import Report

    drafts = list(Report.objects.select_related("assignment__client", "assignment__owner")[:200])
    began = time.perf_counter()
    for draft in drafts:
        draft.known(timezone.now())
    return len(drafts) / (time.perf_counter() - began)


def as_table(measured: Measured) -> str:
    """Markdown, one line for each number of workers."""
    lines = [
        f"{measured.reports} reports of {measured.pages} pages, {measured.kilobytes:.0f} KB each; "
        f"facts: {measured.facts:.0f} a second.",
        "",
        "| workers | bare WeasyPrint /s | drafted /s | rendered and written /s | whole /s "
        "| share of bare | CPU ms | bare CPU ms | share | MB of a worker |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.workers} | {row.bare:.2f} | {row.drafted:.1f} | {row.rendered:.2f} "
        f"| {row.whole:.2f} | {row.share:.0%} | {row.cpu:.0f} | {row.bare_cpu:.0f} "
        f"| {row.cpu_share:.0%} | {row.megabytes:.0f} |"
        for row in measured.sweeps
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
