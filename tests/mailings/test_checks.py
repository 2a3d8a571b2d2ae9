"""Checks at start: a lease outlives whatever it protects."""

from datetime import timedelta

import pytest
from django.conf import settings as real

from mailings.checks import jobs_outlive_renderings, leases_outlive_deliveries


def test_the_settings_as_they_are_pass():
    assert real.MAIL_LEASE.total_seconds() > real.EMAIL_TIMEOUT
    assert leases_outlive_deliveries(None) == []


@pytest.mark.parametrize(
    ("timeout", "lease", "error"),
    [
        (90, 90, "mailings.E001"),
        (None, 90, "mailings.E001"),
        (10, 60, "mailings.E002"),
    ],
)
def test_a_lease_that_ends_first_stops_the_start(settings, timeout, lease, error):
    settings.EMAIL_TIMEOUT, settings.MAIL_LEASE = timeout, timedelta(seconds=lease)
    assert [message.id for message in leases_outlive_deliveries(None)] == [error]


@pytest.mark.parametrize(("seconds", "errors"), [(45, 0), (60, 0), (61, 1), (0, 1)])
def test_a_rendering_longer_than_its_job_stops_the_start(settings, seconds, errors):
    settings.PDF_SECONDS = seconds
    assert [message.id for message in jobs_outlive_renderings(None)] == ["mailings.E003"] * errors
