"""Every test session runs on servers of its own: throw-away, without a port, gone afterwards."""

from __future__ import annotations

import atexit
import gc
import inspect
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from recruitcrm.embedded import PostgreSQL, Redis
from tests import prepared_database

# Thousands of tests keep models, templates and queries alive; Python need not look at all of them
# again every few hundred objects.
gc.set_threshold(50_000, 20, 100)

# A machine that is busy is no wrong answer.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

if TYPE_CHECKING:
    from tests.cast import Cast


# Files that take longest begin first, or the last of them keeps everybody waiting.
LONG = [
    *("test_simulated_year.py", "test_demo.py", "test_demo_seed.py", "test_shortly.py"),
    *("test_quiet_pages.py", "test_access.py", "test_go_out.py", "test_canary_fields.py"),
    *("test_upgrade.py", "test_brief_to_placement.py"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONG)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    from tests import remembered

    remembered.begin(item)


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> None:
    """What fixtures of ours make of the database is remembered: tests/remembered.py."""
    from tests.remembered import remembered

    tell = fixturedef.func
    is_story = inspect.isfunction(tell) and not inspect.isgeneratorfunction(tell)
    if not is_story or fixturedef.scope != "function" or hasattr(tell, "__wrapped__"):
        return
    if tell.__module__.startswith("tests.") and "db" in request.fixturenames:
        fixturedef.func = remembered(tell)


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """A folder of this session; its name is short, for sockets lie in it."""
    folder = Path(tempfile.mkdtemp(prefix="rcrm-"))
    folder.chmod(0o711)  # as root, PostgreSQL's user passes through
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql(scratch: Path) -> Iterator[PostgreSQL]:
    server = PostgreSQL(scratch / "p", for_tests=True)
    prepared_database.put_into(server)
    server.start()
    atexit.register(server.stop, at_once=True)
    yield server
    server.stop(at_once=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgresql: PostgreSQL) -> None:
    """Point Django at this session's PostgreSQL before it connects for the first time."""
    from django.db import connections

    connections["default"].settings_dict.update(
        NAME="recruitcrm",
        USER="recruitcrm",
        PASSWORD="",
        HOST=str(postgresql.socket),
        PORT="",
        OPTIONS={},
    )
    connections["default"].settings_dict["TEST"]["NAME"] = prepared_database.NAME


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """It is there, migrated, and goes with its server."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Between transactional tests Django empties all tables, which the trail refuses.

    Here alone that lock is taken off, and only that one: tests/accounts/test_trail_is_kept.py.
    """
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in ("accounts_trailentry", "accounts_trailseal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER trail_is_not_emptied")
        put_back_what_migrations_wrote()


def put_back_what_migrations_wrote() -> None:
    """After a transactional test all tables are emptied; rows of migrations come back.

    The words of names, which PostgreSQL keeps without a model, go with the names.
    """
    from django.db import connection
    from django.test import TransactionTestCase as Transactional

    from tests.remembered import changes, rows

    found = rows()
    statement = "\n".join(changes({table: {} for table in found}, found, or_nothing=True))
    transactional: Any = Transactional
    empty_all = transactional._fixture_teardown

    def empty_and_put_back(self: Any) -> None:
        end_who_is_still_at_it()
        empty_all(self)
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE candidates_name_word")
            cursor.execute(statement)

    transactional._fixture_teardown = empty_and_put_back


def end_who_is_still_at_it() -> None:
    """An answer that nobody waits for would keep a test's tables from being emptied."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND backend_type = 'client backend' AND state <> 'idle'
            """
        )


@pytest.fixture(scope="session", autouse=True)
def _connections_are_kept() -> None:
    """Each test rolls back what it wrote; a new connection for each would cost more than many."""
    from django.test import TestCase

    def roll_back(cls: Any) -> None:
        if cls._databases_support_transactions():
            cls._rollback_atomics(cls.cls_atomics)
        super(TestCase, cls).tearDownClass()

    TestCase.tearDownClass = classmethod(roll_back)  # type: ignore[assignment]


@pytest.fixture(scope="session")
def _redis(scratch: Path) -> Iterator[Redis]:
    server = Redis(scratch / "r")
    server.start()
    atexit.register(server.stop, at_once=True)
    yield server
    server.stop(at_once=True)


@pytest.fixture
def redis_server(_redis: Redis, settings) -> Iterator[Redis]:
    """An empty Redis of this session that Django's queues use; `.url`, `.stop()` and `.start()`."""
    import redis

    if _redis.process is None or _redis.process.poll() is not None:  # a test has ended it
        _redis.stop()
        _redis.start()
    with redis.Redis.from_url(_redis.url) as client:
        client.flushall()
    settings.REDIS_URL = _redis.url
    settings.RQ_QUEUES = {
        name: {**queue, "URL": _redis.url} for name, queue in settings.RQ_QUEUES.items()
    }
    yield _redis


@pytest.fixture
def environment(redis_server: Redis, transactional_db: None) -> dict[str, str]:
    """What a process of ours (`manage.py …`) needs to work on this session's servers."""
    from django.db import connection

    about = connection.settings_dict
    return {
        **{name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ},
        "DATABASE_URL": f"postgres://{about['USER']}@/{about['NAME']}?host={about['HOST']}",
        "REDIS_URL": redis_server.url,
        "TESTING": "yes",
    }


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path: Path) -> None:
    """Uploaded and rendered files of a test never reach those of the product."""
    settings.MEDIA_ROOT = str(tmp_path / "files")


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of every story (tests/cast.py)."""
    from tests.cast import Cast

    return Cast()
