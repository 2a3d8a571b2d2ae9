"""Bare WeasyPrint, tuned: the same HTML, fonts and options as the product, and nothing around."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.cpu import of_ended_children
from mailings import pdf


@dataclass(frozen=True)
class Rate:
    """Documents a second; ``cpu``: milliseconds of a processor that one takes."""

    documents: float
    cpu: float


def rate(pages: Sequence[str], *, processes: int) -> Rate:
    """Each document written once, by so many warm processes at the same time."""
    pdf.make_ready()
    pdf.written(pages[0], "en")
    began, used = time.perf_counter(), of_ended_children()
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        pool.map(write, pages, chunksize=1)
        took = time.perf_counter() - began
        pool.close()
        pool.join()
    return Rate(len(pages) / took, 1000 * (of_ended_children() - used) / len(pages))


def write(page: str) -> int:
    return len(pdf.written(page, "en"))
