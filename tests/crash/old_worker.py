"""Two deployments at once: workers of the version before go on while the schema is the new one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from django.apps import apps
from django.db import connection

from tests.crash.site import ROOT
from tests.crash.stage import Stage

OURS = ("accounts", "clients", "candidates", "processes", "mailings")
NOT_IN_GIT = (Path("static/built"), Path("locale"))


def old_worker(stage: Stage) -> None:
    """Two old and two new workers, two tickers of either kind, on a schema newer than all."""
    commit = version_before()
    old = check_out(commit, stage.site.folder / "old")
    stage.accidents.counted[f"workers and a ticker of {commit[:7]}"] += 3
    stage.behave(refuses=0.1, hesitates=0.2)
    stage.open_office(24)
    add_columns_of_the_future()
    stage.crew.hire(workers=2, tickers=1, name="old-", code=old)
    stage.crew.hire(workers=2, tickers=1, name="new-")
    stage.suffer([stage.accidents.kill_somebody] * 10, gap=(1.0, 3.0))
    stage.until_all_is_sent(within=1200)


def add_columns_of_the_future() -> None:
    """What the next version's migration may do: a column that this one's INSERTs do not know."""
    tables = [
        model._meta.db_table for name in OURS for model in apps.get_app_config(name).get_models()
    ]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"ALTER TABLE {connection.ops.quote_name(table)}"
                " ADD COLUMN of_the_future integer NOT NULL DEFAULT 0"
            )


def version_before() -> str:
    """The commit before the one that last added a migration, or the one that `OLD` names."""
    if named := os.environ.get("OLD"):
        return named
    newest = git("log", "-1", "--diff-filter=A", "--format=%H", "--", "*/migrations/0*.py")
    return git("rev-parse", f"{newest}^")


def check_out(commit: str, folder: Path) -> Path:
    """The code of that commit, with what is built and not kept in git."""
    folder.mkdir()
    archive = subprocess.Popen(["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", str(folder)], stdin=archive.stdout, check=True)
    if archive.wait():
        raise RuntimeError(f"git archive {commit} failed")
    for path in NOT_IN_GIT:
        if not (folder / path).exists():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).symlink_to(ROOT / path)
    return folder


def git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
