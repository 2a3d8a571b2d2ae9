"""The server that browsers of the tests talk to: files are kept as in production, and who is
still connected is known."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
CONNECTED: set[socket.socket] = set()


class Server(ThreadedWSGIServer):
    def set_app(self, app: Any) -> None:
        super().set_app(keeping_files(app))

    def process_request(self, request: Any, client_address: Any) -> None:
        CONNECTED.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        CONNECTED.discard(request)
        super().shutdown_request(request)


def keeping_files(app: App) -> App:
    """Scripts, styles and fonts are fetched once, and not anew for every page."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if environ["PATH_INFO"].startswith(settings.STATIC_URL):
                headers = [*headers, ("Cache-Control", "max-age=3600")]
            return start_response(status, headers, *rest)

        return app(environ, start)

    return answer


def wait_for_answers() -> None:
    """Until the server has answered all that closed windows have asked.

    A test whose tables are emptied under an answer leaves rows, or a deadlock, to the next one.
    A browser keeps its connections for its next question; that one is asked by a new one.
    """
    patience = time.monotonic() + 10
    while (busy := answering()) and time.monotonic() < patience:
        for connection in [*CONNECTED]:
            with suppress(OSError):  # it has ended meanwhile
                connection.shutdown(socket.SHUT_RD)  # what has been asked is still answered
        busy[0].join(timeout=0.1)


def answering() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if "process_request_thread" in one.name]
