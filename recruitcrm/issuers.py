"""Who may vouch for people at sign-in: OpenID Connect issuers, from the environment."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

# Microsoft's issuers of all tenants: anybody has one, and writes any address into it.
OF_ALL_TENANTS = {"common", "organizations", "consumers"}
NEEDED = ("_ISSUER", "_CLIENT_ID", "_CLIENT_SECRET")


def issuers(env: Env) -> list[dict[str, Any]]:
    """One for each word of ``OIDC``; of each, ``OIDC_<WORD>_ISSUER`` and so on (production.md).

    An address counts as verified when the issuer says so, or lies in one of its trusted domains.
    """
    found = []
    for word in env.list("OIDC", default=[]):
        name = f"OIDC_{word.upper()}"
        told = {key: env(name + key, default="") for key in NEEDED}
        if missing := [name + key for key, value in told.items() if not value]:
            raise ImproperlyConfigured(f"OIDC names {word}, so it needs {', '.join(missing)}.")
        if env.bool("PRODUCTION", default=False) and not told["_ISSUER"].startswith("https://"):
            raise ImproperlyConfigured(f"{name}_ISSUER begins with https://.")
        domains = env.list(f"{name}_TRUSTED_DOMAINS", default=[])
        if domains and OF_ALL_TENANTS.intersection(urlsplit(told["_ISSUER"]).path.split("/")):
            raise ImproperlyConfigured(
                f"{name}_TRUSTED_DOMAINS trusts whatever any tenant says, and with it anybody: "
                f"put your own tenant's ID into {name}_ISSUER."
            )
        found.append(
            {
                "provider_id": word.lower(),
                "name": env(f"{name}_NAME", default="") or word.capitalize(),
                "client_id": told["_CLIENT_ID"],
                "secret": told["_CLIENT_SECRET"],
                "settings": {
                    "server_url": told["_ISSUER"].rstrip("/"),
                    "verified_email": domains,
                    "asks_twice": env.bool(f"{name}_IS_SECOND_FACTOR", default=False),
                },
            }
        )
    return found
