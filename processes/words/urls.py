"""Addresses of the texts of letters, and of writing one."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import follow_up_letter, letter_texts

urlpatterns: list[URLPattern] = [
    path("follow-ups/<int:pk>/letter/", follow_up_letter.follow_up_letter, name="follow_up_letter"),
    path("texts/", letter_texts.texts, name="texts"),
    path("texts/<str:kind>/<str:language>/", letter_texts.text, name="text"),
    path(
        "texts/<str:kind>/<str:language>/preview/", letter_texts.text_preview, name="text_preview"
    ),
    path(
        "texts/<str:kind>/<str:language>/standard/", letter_texts.text_default, name="text_default"
    ),
]
