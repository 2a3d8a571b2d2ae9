"""Addresses of people who are here twice."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import merging

urlpatterns: list[URLPattern] = [
    path("candidates/twins/", merging.twins, name="twins"),
    path("candidates/<int:pk>/twins/", merging.candidate_twins, name="candidate_twins"),
    path(
        "candidates/<int:pk>/not-the-same/<int:other>/", merging.not_the_same, name="not_the_same"
    ),
    path("candidates/<int:pk>/merge/<int:other>/", merging.candidate_merge, name="candidate_merge"),
    path("merges/<int:pk>/", merging.merge, name="merge"),
    path("merges/<int:pk>/undoing/", merging.merge_undoing, name="merge_undoing"),
]
