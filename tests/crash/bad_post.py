"""A mail server at its worst, and a disk that is full while reports are rendered."""

from __future__ import annotations

from django.db import connection

from mailings.models import Letter
from processes.models import Report
from tests.crash.stage import Stage

HANGS, DRIPS, DROPS = "sara.004@client004.example", "sara.005@client005.example", "drop"
REFUSED = {  # of two recipients one; and somebody who is alone
    "hugo.000@client000.example": ["550 5.1.1 unknown"],
    "sara.008@client008.example": ["554 5.7.1 not wanted"],
}
MANNERS = {
    **REFUSED,
    "sara.001@client001.example": [DROPS],
    "sara.002@client002.example": [DROPS, DROPS],
    "hugo.003@client003.example": ["hang", "451 4.7.1 greylisted"],
    HANGS: ["hang after", "hang"],
    DRIPS: ["drip"],
    "hugo.006@client006.example": ["450 busy", "421 closing", "451 later", "452 full"],
    "sara.007@client007.example": ["slow"],
}
# The error that PostgreSQL itself gives when it cannot write another page (53100, disk_full).
DISK_IS_FULL = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER disk_is_full BEFORE INSERT ON mailings_attachment
EXECUTE FUNCTION disk_is_full()
"""
NOT_A_BYTE = ("/bin/sh", "-c", 'ulimit -f 0; exec "$@" >/dev/null 2>&1', "sh")


def bad_post(stage: Stage) -> None:
    """Refuses one of two recipients, drops lines, hangs, drips; and there is a full disk."""
    stage.refused = set(REFUSED)
    stage.behave(to=MANNERS)
    office = stage.open_office(12)
    with connection.cursor() as cursor:
        cursor.execute(DISK_IS_FULL)
    # The disk of this worker's machine is full for good: it cannot write a byte anywhere.
    stage.crew.hire(workers=1, name="full-disk-", before=NOT_A_BYTE)
    stage.crew.hire(workers=2, tickers=2)
    stage.until(
        lambda: Report.objects.exclude(last_error="").count() >= len(office.awaited) // 2,
        within=600,
        what="That reports are in trouble for want of room",
    )
    if "No space left on device" not in Report.objects.exclude(last_error="")[0].last_error:
        stage.verdict.failures.append("A full disk is not told to the recruiter.")
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION disk_is_full CASCADE")
    stage.accidents.counted["disk full"] += 1
    stage.until_all_is_sent(within=1200)
    look_at_what_is_told(stage)


def look_at_what_is_told(stage: Stage) -> None:
    """What was refused for good stands red on Today; what was dropped is possibly twice."""
    red = Letter.objects.in_trouble()
    for address in stage.refused:
        if not red.filter(to=address, last_error__regex="^55[04] ").exists():
            stage.verdict.failures.append(f"The refusal by {address} is not in trouble.")
    dropped = [address for address, deeds in stage.manners.to.items() if deeds[0] == DROPS]
    for address in dropped:
        if not Letter.objects.filter(to=address, possibly_twice=True).exists():
            stage.verdict.failures.append(f"{address} may have got it twice, and nothing says so.")
    stage.accidents.counted["lines dropped after the letter"] += sum(
        deeds.count(DROPS) for deeds in stage.manners.to.values()
    )
