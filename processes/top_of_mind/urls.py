"""Addresses of what keeps us top of mind: gone quiet, gestures, who came back."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import called_first, contact_rhythm, gestures, gone_quiet, returning

urlpatterns: list[URLPattern] = [
    path("gone-quiet/", gone_quiet.gone_quiet, name="gone_quiet"),
    path("clients/<int:pk>/rhythm/", contact_rhythm.client_rhythm, name="client_rhythm"),
    path("candidates/<int:pk>/rhythm/", contact_rhythm.candidate_rhythm, name="candidate_rhythm"),
    path("gestures/", gestures.gestures, name="gestures"),
    path("contacts/<int:pk>/gestures/new/", gestures.contact_gesture, name="contact_gesture"),
    path("candidates/<int:pk>/gestures/new/", gestures.candidate_gesture, name="candidate_gesture"),
    path(
        "candidacies/<int:pk>/moving-on/",
        called_first.candidacy_moving_on,
        name="candidacy_moving_on",
    ),
    path("insights/returning/", returning.insights_returning, name="insights_returning"),
]
