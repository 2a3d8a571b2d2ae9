"""Bare WeasyPrint, tuned: the same HTML, fonts and options as the product, and nothing around."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence

from mailings import pdf


def rate(pages: Sequence[str], *, processes: int) -> float:
    """Documents a second, each written once, by so many warm processes at the same time."""
    pdf.make_ready()
    pdf.written(pages[0], "en")
    began = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        pool.map(write, pages, chunksize=1)
    return len(pages) / (time.perf_counter() - began)


def write(page: str) -> int:
    return len(pdf.written(page, "en"))
