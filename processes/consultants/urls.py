"""Addresses of when consultants are free."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import availability, availability_link

urlpatterns: list[URLPattern] = [
    path("available/", availability.available, name="available"),
    path(
        "candidates/<int:pk>/availability/",
        availability.candidate_availability,
        name="candidate_availability",
    ),
    path(
        "candidates/<int:pk>/availability/confirmation/",
        availability.candidate_availability_confirmation,
        name="candidate_availability_confirmation",
    ),
    path(
        "candidates/<int:pk>/availability/end/",
        availability.candidate_availability_end,
        name="candidate_availability_end",
    ),
    path(
        "availability/<int:pk>/<str:key>/",
        availability_link.availability_answer,
        name="availability_answer",
    ),
]
