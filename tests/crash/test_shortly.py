"""A little of everything that `make crash` does, in every run of the tests."""

from __future__ import annotations

import random
import signal
import subprocess
import sys

from recruitcrm.embedded import die_with_parent
from tests.crash.__main__ import SHORT
from tests.crash.site import ROOT


def test_whatever_is_killed_each_report_arrives_once_and_as_approved():
    seed = random.SystemRandom().randrange(10**6)
    played = subprocess.run(
        [sys.executable, "-m", "tests.crash", SHORT, "--seed", str(seed)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    assert played.returncode == 0, played.stdout
