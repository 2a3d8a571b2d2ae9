"""One scenario played from beginning to end, and judged."""

from __future__ import annotations

import random
import traceback

from tests.crash import bad_post, old_worker, pauses, scenarios
from tests.crash.mail_server import Manners
from tests.crash.scenarios import Scenario
from tests.crash.site import Site
from tests.crash.stage import NeverHappened, Stage
from tests.crash.verdict import Verdict, judge

SCENARIOS: dict[str, Scenario] = {
    "kills": scenarios.kills,
    "forgetful_redis": scenarios.forgetful_redis,
    "killed_postgresql": scenarios.killed_postgresql,
    "bad_post": bad_post.bad_post,
    "paused": pauses.paused,
    "old_worker": old_worker.old_worker,
    "a_little_of_everything": scenarios.a_little_of_everything,
}


def play(name: str, seed: int, site: Site, manners: Manners) -> Verdict:
    """What came of it; that it could not be played to its end is a failure as well."""
    verdict = Verdict(name, seed)
    luck = random.Random(f"{seed} {name}")  # noqa: S311
    stage = Stage(site, manners, verdict, luck)
    try:
        SCENARIOS[name](stage)
    except NeverHappened as error:
        verdict.failures.append(str(error))
    except Exception:
        verdict.failures.append(traceback.format_exc())
    if stage.office:
        stage.crew.end()
        judge(verdict, site, stage.office, stage.accidents.kills, refused=stage.refused)
    verdict.accidents = dict(stage.accidents.counted)
    return verdict
