"""Real processes over real servers: worker and ticker, and Redis that forgets or goes away."""

from __future__ import annotations

import os
import signal
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import redis
from django.db import connection
from django.utils import timezone

from mailings import pdf
from mailings.models import Attachment, Heartbeat, Letter, LetterState
from mailings.models.heartbeat import TICKER
from recruitcrm.chores import tick
from recruitcrm.queue import ring_on, the_queue
from recruitcrm.ticker import Ticker
from tests.recruitcrm.beside import eventually

REPORT = "<title>Report of week 47</title><body style='font-family: Inter Latin'>Two meetings."


def write(key: str = "report 7 to sara", **fields: Any) -> Letter:
    letter: Letter = Letter.objects.write(
        kind="weekly_report",
        to="sara.holm@nordvik.example",
        to_name="Sara Holm",
        language="en",
        subject="Weekly report: Payroll manager",
        html="<p>Two meetings.",
        text="Two meetings.",
        key=key,
        at=timezone.now(),
        **fields,
    )
    return letter


def ring_for_what_is_due(after: timedelta = timedelta()) -> dict[str, int]:
    return tick(timezone.now() + after, ring=partial(ring_on, the_queue()))


def test_a_letter_arrives_with_its_pdf_from_a_worker(start, mail_server, monkeypatch):
    monkeypatch.setitem(pdf._here, "allowed", True)
    content = pdf.render_pdf(REPORT, language="en")
    report = Attachment.objects.keep(
        filename="report.pdf", content_type="application/pdf", content=content
    )
    letter = write(attachments=[report])
    worker = start("work")
    assert ring_for_what_is_due()["letters"] == 1

    assert eventually(lambda: Letter.objects.in_state(LetterState.SENT).exists())

    (mail,) = mail_server.mails
    assert mail["Message-ID"] == letter.message_id
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == content
    assert eventually(lambda: the_queue().connection.exists("rq:queue:default") == 0)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0


def test_what_redis_forgot_between_tick_and_work_is_rung_for_again(
    start, mail_server, redis_server
):
    write()
    ring_for_what_is_due()
    with redis.Redis.from_url(redis_server.url) as client:
        client.flushall()
    assert start("work", "--burst").wait(30) == 0
    assert mail_server.mails == []

    assert ring_for_what_is_due(after=timedelta(minutes=1))["letters"] == 1
    assert start("work", "--burst").wait(30) == 0
    assert len(mail_server.mails) == 1


def test_jobs_that_were_rung_for_twice_send_once(start, mail_server):
    write()
    ring_for_what_is_due()
    ring_for_what_is_due(after=timedelta(minutes=1))
    assert [job.args[0] for job in the_queue().jobs].count("letters") == 2
    assert start("work", "--burst").wait(30) == 0
    assert len(mail_server.mails) == 1


def test_a_letter_whose_worker_was_killed_while_telling_goes_again(start, mail_server):
    letter = write()
    mail_server.hesitates = 60
    worker = start("work")
    ring_for_what_is_due()
    assert eventually(lambda: Letter.objects.filter(handed_over_at__isnull=False).exists())
    (job,) = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    os.kill(worker.pid, signal.SIGKILL)
    os.kill(int(job), signal.SIGKILL)
    mail_server.hesitates = 0

    assert ring_for_what_is_due(after=timedelta(seconds=60))["letters"] == 0  # the lease holds
    Letter.objects.update(try_after=timezone.now())
    assert ring_for_what_is_due(after=timedelta(seconds=60))["letters"] == 1
    assert start("work", "--burst").wait(30) == 0

    (mail,) = mail_server.mails
    assert mail["Message-ID"] == letter.message_id
    assert Letter.objects.in_state(LetterState.SENT).get().possibly_twice


def test_a_ticker_outlives_both_servers_and_ends_when_told(start, mail_server, redis_server):
    ticker = start("ticker")
    assert eventually(lambda: Heartbeat.objects.last_of(TICKER))
    assert not Ticker().leads()  # a second copy only watches

    redis_server.stop()
    write("while Redis is away")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory'"
        )
        assert cursor.fetchone() == (1,)
    redis_server.start()
    start("work")

    assert eventually(lambda: Letter.objects.in_state(LetterState.SENT).exists())
    assert ticker.poll() is None
    told = time.monotonic()
    ticker.send_signal(signal.SIGTERM)
    assert ticker.wait(10) == 0
    assert time.monotonic() - told < 3
    assert eventually(Ticker().leads)
    connection.close()  # and with it the lock


def test_a_worker_waits_for_redis(start, mail_server, redis_server):
    redis_server.stop()
    worker = start("work")
    time.sleep(3)
    assert worker.poll() is None
    redis_server.start()
    write()
    ring_for_what_is_due()
    assert eventually(lambda: mail_server.mails)


def test_a_full_queue_is_rung_no_fuller(mail_server, redis_server, transactional_db, monkeypatch):
    monkeypatch.setattr("recruitcrm.queue.FULL", 1)
    write("one")
    ticker = Ticker()
    assert (ticker.tick_if_leading(timezone.now()) or {})["letters"] == 1
    write("two")
    assert ticker.tick_if_leading(timezone.now()) == {}
    connection.close()  # and with it the lock
