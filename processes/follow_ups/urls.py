"""Addresses of who owes what for how long: due times, handing over, desks, people who leave."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import handing_over, people, policies

urlpatterns: list[URLPattern] = [
    path("policies/", policies.policies, name="policies"),
    path("policies/<str:kind>/", policies.policy_edit, name="policy_edit"),
    path("policies/<str:kind>/preview/", policies.policy_preview, name="policy_preview"),
    path("policies/<str:kind>/reset/", policies.policy_reset, name="policy_reset"),
    path(
        "follow-ups/<int:pk>/hand-over/",
        handing_over.follow_up_handing_over,
        name="follow_up_handing_over",
    ),
    path("people/<int:pk>/desk/", handing_over.desk, name="desk"),
    path("settings/people/<int:pk>/", people.person_edit, name="person_edit"),
]
