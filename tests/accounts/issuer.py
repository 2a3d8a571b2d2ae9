"""An issuer of OpenID Connect for tests: it knows one person and vouches for what it is told."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
from django.test import Client
from django.urls import reverse

SECRET = "a secret of thirty-two characters, at least"


class Issuer(ThreadingHTTPServer):
    """Hands out tokens for a code, to whoever knows its client's secret and the verifier."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.person: dict[str, Any] = {}
        self.challenge = ""

    def told(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/userinfo":
            return 200, {"sub": "7", **self.person}
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        known = base64.urlsafe_b64encode(verifier).decode().rstrip("=") == self.challenge
        if path != "/token" or form.get("client_secret") != SECRET or not known:
            return 401, {"error": "invalid_grant"}
        told = {"iss": self.url, "aud": "recruitcrm", "sub": "7", "exp": int(time.time()) + 60}
        return 200, {
            "access_token": "opens userinfo",
            "token_type": "Bearer",
            "id_token": jwt.encode({**told, **self.person}, SECRET),
        }

    def let_in(self, client: Client, person: dict[str, Any], query: str = "") -> Any:
        """Goes there and comes back, as a browser would; the answer to coming back."""
        self.person = person
        leaving = client.get(reverse("openid_connect_login", args=["example"]) + query)
        asked = dict(parse_qsl(urlsplit(leaving.headers["Location"]).query))
        self.challenge = asked["code_challenge"]
        back = {"code": "once", "state": asked["state"]}
        return client.get(reverse("openid_connect_callback", args=["example"]), back)


class Answers(BaseHTTPRequestHandler):
    server: Issuer

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {key: values[0] for key, values in parse_qs(body).items()}
        status, told = self.server.told(urlsplit(self.path).path, form)
        content = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = answer

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    issuer = Issuer()
    thread = Thread(target=issuer.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield issuer
    finally:
        issuer.shutdown()
        issuer.server_close()
        thread.join()
