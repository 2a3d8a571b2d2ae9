from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from accounts.models import Agency


def agency(request: HttpRequest) -> dict[str, Any]:
    """The agency's name and colour, asked of the database only where a template shows them."""
    found: list[Agency] = []

    def once() -> Agency:
        if not found:
            found.append(Agency.current())
        return found[0]

    return {"agency": once}
