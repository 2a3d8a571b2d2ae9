"""The scenarios that `make crash` plays: what goes wrong in each, and how much of it."""

from __future__ import annotations

from collections.abc import Callable

from tests.crash.old_worker import add_columns_of_the_future
from tests.crash.pauses import pause_and_wake
from tests.crash.stage import Stage

Scenario = Callable[[Stage], None]
PATIENCE = 1200.0  # seconds until the last report must be there; most wait for leases to end


def kills(stage: Stage) -> None:
    """60 reports, 4 workers, 2 tickers; 100 times somebody is killed."""
    stage.behave(refuses=0.15, hesitates=0.4)
    stage.open_office(60)
    stage.crew.hire(workers=4, tickers=2)
    somebody, teller = stage.accidents.kill_somebody, stage.accidents.kill_a_teller
    stage.suffer([somebody, somebody, somebody, teller] * 25, gap=(0.3, 2.0))
    while stage.accidents.number_of_kills < 100:  # nobody was telling when a teller was wanted
        stage.suffer([somebody], gap=(0.3, 2.0))
    stage.until_all_is_sent(within=PATIENCE)


def forgetful_redis(stage: Stage) -> None:
    """The same while Redis forgets everything 20 times and is killed 20 times."""
    stage.behave(refuses=0.15, hesitates=0.4)
    stage.open_office(60)
    stage.crew.hire(workers=4, tickers=2)
    accidents = [stage.accidents.flush_redis] * 20 + [stage.accidents.restart_redis] * 20
    accidents += [stage.accidents.kill_somebody] * 20
    stage.luck.shuffle(accidents)
    stage.suffer(accidents, gap=(1.0, 4.0))
    stage.until_all_is_sent(within=PATIENCE)


def killed_postgresql(stage: Stage) -> None:
    """The same while PostgreSQL is killed 5 times, each time when a letter is being told."""
    stage.behave(refuses=0.15, hesitates=0.4)
    office = stage.open_office(60)
    stage.crew.hire(workers=4, tickers=2)
    for number in range(5):
        office.held_back = {one.assignment for one in office.awaited[12 * (number + 1) :]}
        stage.until(stage.accidents.tellers, within=600, what="A letter being told")
        stage.accidents.restart_postgresql(away=4.0)
        stage.suffer([stage.accidents.kill_somebody] * 2, gap=(1.0, 4.0))
    stage.until_all_is_sent(within=PATIENCE)


def a_little_of_everything(stage: Stage) -> None:
    """The short form: some of all accidents; leases end by pretence instead of by waiting."""
    dropped, refused = "sara.001@client001.example", "hugo.000@client000.example"
    stage.refused = {refused}
    stage.behave(
        refuses=0.15, hesitates=0.2, to={dropped: ["drop"], refused: ["550 5.1.1 unknown"]}
    )
    office = stage.open_office(6)
    office.held_back = {one.assignment for one in office.awaited[-2:]}
    add_columns_of_the_future()
    stage.crew.hire(workers=2, tickers=2)
    accidents, somebody = stage.accidents, stage.accidents.kill_somebody
    first = [somebody, somebody, accidents.flush_redis, accidents.kill_a_teller]
    stage.suffer([*first, accidents.restart_redis, somebody], gap=(0.2, 1.0))
    accidents.restart_postgresql(away=0.5)
    stage.let_leases_end()
    office.held_back = set()
    pause_and_wake(stage)
    stage.until_all_is_sent(within=600)
