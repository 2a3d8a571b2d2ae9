"""Addresses of presentations: the draft, its sending, and what was sent."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import presentation

urlpatterns: list[URLPattern] = [
    path(
        "assignments/<int:pk>/presentation/",
        presentation.assignment_presentation,
        name="assignment_presentation",
    ),
    path(
        "assignments/<int:pk>/presentation/draft/",
        presentation.presentation_draft,
        name="presentation_draft",
    ),
    path(
        "assignments/<int:pk>/presentation/preview/",
        presentation.presentation_preview,
        name="presentation_preview",
    ),
    path(
        "assignments/<int:pk>/presentation/sending/",
        presentation.presentation_sending,
        name="presentation_sending",
    ),
    path(
        "presentations/<int:pk>/rendering/",
        presentation.presentation_rendering,
        name="presentation_rendering",
    ),
    path(
        "presentations/<int:pk>/<str:language>.pdf",
        presentation.presentation_pdf,
        name="presentation_pdf",
    ),
]
