"""Addresses of a meeting: its page, its invitations, its guide as it is sent."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import meeting_papers

urlpatterns: list[URLPattern] = [
    path("meetings/<int:pk>/", meeting_papers.meeting, name="meeting"),
    path(
        "meetings/<int:pk>/invitations/",
        meeting_papers.meeting_invitations,
        name="meeting_invitations",
    ),
    path(
        "meetings/<int:pk>/guide/",
        meeting_papers.meeting_guide_sending,
        name="meeting_guide_sending",
    ),
    path("sent-guides/<int:pk>/<str:language>.pdf", meeting_papers.guide_pdf, name="guide_pdf"),
]
