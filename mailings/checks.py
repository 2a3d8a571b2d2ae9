"""Checks at start: a lease, and a job, must outlive whatever they protect."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from mailings.chores import LETTER_SECONDS


@register("mailings")
def leases_outlive_deliveries(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    lease, timeout = settings.MAIL_LEASE.total_seconds(), settings.EMAIL_TIMEOUT
    if timeout is None or timeout >= lease:
        return [
            Error(
                f"EMAIL_TIMEOUT is {timeout} and the lease of a letter {lease:.0f} seconds: a slow "
                "mail server would get letters twice.",
                hint="Set EMAIL_TIMEOUT well below MAIL_LEASE.",
                id="mailings.E001",
            )
        ]
    if lease <= LETTER_SECONDS:
        return [
            Error(
                f"MAIL_LEASE is {lease:.0f} seconds, a delivery may take {LETTER_SECONDS}.",
                hint="Set MAIL_LEASE above it.",
                id="mailings.E002",
            )
        ]
    return []


@register("mailings")
def jobs_outlive_renderings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    seconds, job = settings.PDF_SECONDS, settings.RQ_QUEUES["default"]["DEFAULT_TIMEOUT"]
    if 0 < seconds <= job / 2:
        return []
    return [
        Error(
            f"PDF_SECONDS is {seconds}, and the job that waits for the PDF is ended after {job}.",
            hint=f"Set PDF_SECONDS to {job // 2} at most.",
            id="mailings.E003",
        )
    ]
