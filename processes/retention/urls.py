"""Addresses of how long people are kept."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import candidate_keeping, retention

urlpatterns: list[URLPattern] = [
    path("retention/", retention.retention_rules, name="retention_rules"),
    path("retention/new/", retention.retention_rule_new, name="retention_rule_new"),
    path("retention/<int:pk>/", retention.retention_rule, name="retention_rule"),
    path(
        "retention/<int:pk>/forcing/",
        retention.retention_rule_forcing,
        name="retention_rule_forcing",
    ),
    path(
        "retention/<int:pk>/ending/", retention.retention_rule_ending, name="retention_rule_ending"
    ),
    path(
        "retention/<int:pk>/removal/",
        retention.retention_rule_removal,
        name="retention_rule_removal",
    ),
    path(
        "candidates/<int:pk>/reopening/",
        candidate_keeping.candidate_reopening,
        name="candidate_reopening",
    ),
    path(
        "candidates/<int:pk>/closing/",
        candidate_keeping.candidate_closing,
        name="candidate_closing",
    ),
]
