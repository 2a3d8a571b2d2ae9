"""Addresses of how it goes after the signature."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import care, care_link

urlpatterns: list[URLPattern] = [
    path("candidacies/<int:pk>/care/", care.care, name="care"),
    path("touchpoints/<int:pk>/answer/", care.care_answer, name="care_answer"),
    path("touchpoints/<int:pk>/letter/", care.care_letter, name="care_letter"),
    path("how-it-goes/<int:pk>/<str:key>/", care_link.care_link, name="care_link"),
]
