"""The page of a closing that is under way says when the last letter goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from processes import closings, declines
from processes.words.drafting import Draft
from tests.cast import MONDAY, Cast

pytestmark = pytest.mark.django_db


def no(_one: object) -> Draft:
    return Draft("It is a no", "This time it leads no further.")


def test_letters_of_different_times_are_all_gone_at_the_time_that_is_told(client: Browser) -> None:
    cast, now = Cast(), timezone.now()
    payroll = cast.payroll()
    first = payroll.add(cast.jonas, by=None, at=MONDAY, applied=True)
    payroll.add(cast.amira, by=None, at=MONDAY, applied=True)
    before = now - timedelta(minutes=5)
    declines.plan(payroll, [first], no, reason="other", by=cast.nina, at=before)
    closings.begin(
        payroll, "cancelled", words="Stopped.", letters={}, words_for=no, by=cast.nina, at=now
    )
    client.force_login(cast.nina)
    page = client.get(reverse("assignment_closing", args=[payroll.pk]))
    assert page.context["letters_count"] == 2
    assert page.context["goes_at"] == now + declines.COOLING
