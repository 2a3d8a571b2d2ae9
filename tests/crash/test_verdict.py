"""The verdict itself: what is lost, doubled or changed does not escape it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from mailings.delivery import as_mail
from mailings.models import Letter
from mailings.pdf import allow_rendering
from processes.models import Report
from recruitcrm.chores import do_all
from tests.crash.accidents import Kill
from tests.crash.agency import Office
from tests.crash.mail_server import LEDGER
from tests.crash.verdict import Verdict, judge

pytestmark = pytest.mark.django_db
PORT = 40_000


class Post:
    """Two reports to three people, sent; and a ledger into which a test writes what it likes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        allow_rendering()
        self.office = Office.opened(reports=2)
        do_all(timezone.now())
        self.office.approve_drafts(timezone.now())
        do_all(timezone.now())
        self.letters = list(Letter.objects.filter(kind="weekly_report").order_by("to"))
        self.kills: list[Kill] = []
        (folder / LEDGER).touch()

    def take(self, letter: Letter, *, changed: tuple[str, str] = ("", ""), **entry: Any) -> None:
        name = f"{len(list(self.folder.glob('*.eml')))}.eml"
        content = as_mail(letter).message().as_string().replace(*changed)
        (self.folder / name).write_text(content)
        entry = {"at": time.time(), "port": PORT, "dropped": False, "file": name, **entry}
        with (self.folder / LEDGER).open("a") as ledger:
            line = {"to": letter.to, "message_id": letter.message_id, **entry}
            ledger.write(json.dumps(line) + "\n")

    def take_all(self) -> None:
        for letter in Letter.objects.filter(sent_at__isnull=False):
            self.take(letter)

    def verdict(self, **how: Any) -> Verdict:
        verdict = Verdict("a test", 1)
        site: Any = SimpleNamespace(mails=self.folder)
        judge(verdict, site, self.office, self.kills, **how)
        return verdict


@pytest.fixture
def post(db: None, tmp_path: Path) -> Post:
    return Post(tmp_path)


def test_all_is_well_when_each_arrived_once_as_approved(post):
    post.take_all()
    verdict = post.verdict()
    assert verdict.failures == []
    assert (verdict.due, verdict.arrived, verdict.lost, verdict.doubled) == (3, 3, 0, 0)
    assert verdict.passed


def test_one_that_never_came_is_lost(post):
    for letter in post.letters[1:]:
        post.take(letter)
    verdict = post.verdict()
    assert (verdict.arrived, verdict.lost, verdict.passed) == (2, 1, False)


def test_a_double_needs_a_kill_in_the_window_on_the_very_line(post):
    post.take_all()
    letter = post.letters[0]
    Letter.objects.filter(pk=letter.pk).update(possibly_twice=True)
    post.take(letter, port=PORT + 1)
    assert (post.verdict().doubled, post.verdict().passed) == (1, False)
    told = frozenset([letter.message_id])
    for ports, in_the_window, at in (
        ({PORT + 1}, told, time.time()),  # somebody else's line
        ({PORT}, frozenset[str](), time.time()),  # it was written down before
        ({PORT}, told, time.time() - 60),  # it had not been taken yet
    ):
        post.kills = [Kill(at, "horse", frozenset(ports), in_the_window)]
        assert not post.verdict().passed
    for at in (time.time(), time.time() - 1):  # all of it was in the line by then
        post.kills = [Kill(at, "horse", frozenset({PORT}), told)]
        assert (post.verdict().unavoidable, post.verdict().passed) == (1, True)


def test_a_line_that_the_server_dropped_explains_a_double_that_is_marked(post):
    letter = post.letters[0]
    post.take(letter, dropped=True)
    post.take_all()
    assert not post.verdict().passed  # nothing says that it may have come twice
    Letter.objects.filter(pk=letter.pk).update(possibly_twice=True)
    assert post.verdict().passed


def test_words_of_another_report_are_wrong_content(post):
    mine, theirs = post.letters[0], post.letters[-1]
    Letter.objects.filter(pk=mine.pk).update(html=theirs.html)
    post.letters[0].html = theirs.html
    post.take_all()
    verdict = post.verdict()
    assert (verdict.wrong, verdict.lost, verdict.passed) == (1, 0, False)


def test_words_that_were_changed_on_the_way_are_wrong_content(post):
    letter = post.letters[0]
    post.take(letter, changed=("What Nina says", "What no one says"))
    for other in post.letters[1:]:
        post.take(other)
    assert post.verdict().wrong == 1


def test_a_report_that_is_there_twice_does_not_escape(post):
    post.take_all()
    report = Report.objects.first()
    assert report
    Report.objects.draft(report.assignment, timezone.now(), at=timezone.now())
    assert any("2 reports" in failure for failure in post.verdict().failures)
