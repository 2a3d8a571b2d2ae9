"""Addresses of the texts of letters."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import letter_texts

urlpatterns: list[URLPattern] = [
    path("texts/", letter_texts.texts, name="texts"),
    path("texts/<str:kind>/<str:language>/", letter_texts.text, name="text"),
    path(
        "texts/<str:kind>/<str:language>/preview/", letter_texts.text_preview, name="text_preview"
    ),
    path(
        "texts/<str:kind>/<str:language>/standard/", letter_texts.text_default, name="text_default"
    ),
]
