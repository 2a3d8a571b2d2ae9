"""Addresses of holding messages, and of how often a candidate hears from us."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import holding, news_rhythm

urlpatterns: list[URLPattern] = [
    path("holding/", holding.holding, name="holding"),
    path("holding/sending/", holding.holding_sending, name="holding_sending"),
    path("holding/<int:pk>/", holding.holding_message, name="holding_message"),
    path(
        "holding/<int:pk>/setting-aside/",
        holding.holding_setting_aside,
        name="holding_setting_aside",
    ),
    path("holding/<int:pk>/preparing/", holding.holding_preparing, name="holding_preparing"),
    path("follow-ups/<int:pk>/holding/", holding.follow_up_holding, name="follow_up_holding"),
    path(
        "candidates/<int:pk>/news-rhythm/",
        news_rhythm.candidate_news_rhythm,
        name="candidate_news_rhythm",
    ),
]
