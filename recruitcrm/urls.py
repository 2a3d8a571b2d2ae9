"""Every address of the product; each view carries a mark that says who may enter."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from recruitcrm.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("", include("processes.urls")),
    path("", include("processes.mailbox_urls")),
    path("", include("clients.urls")),
    path("", include("candidates.urls")),
    path("", include("portal.urls")),
    path("", include("accounts.urls")),
]
