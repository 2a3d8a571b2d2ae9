"""Addresses of aftercare: a placement's plan, what comes, and the plans to begin with."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import aftercare, aftercare_templates

urlpatterns: list[URLPattern] = [
    path("aftercare/", aftercare.aftercare, name="aftercare"),
    path(
        "candidacies/<int:pk>/aftercare/", aftercare.candidacy_aftercare, name="candidacy_aftercare"
    ),
    path(
        "touchpoints/<int:pk>/not-wanted/",
        aftercare.touchpoint_not_wanted,
        name="touchpoint_not_wanted",
    ),
    path(
        "settings/aftercare/",
        aftercare_templates.aftercare_templates,
        name="aftercare_templates",
    ),
    path(
        "settings/aftercare/<str:kind>/",
        aftercare_templates.aftercare_template,
        name="aftercare_template",
    ),
    path(
        "settings/aftercare/<str:kind>/standard/",
        aftercare_templates.aftercare_template_default,
        name="aftercare_template_default",
    ),
    path(
        "settings/aftercare/<str:kind>/lines/new/",
        aftercare_templates.aftercare_line_new,
        name="aftercare_line_new",
    ),
    path(
        "settings/aftercare/<str:kind>/lines/<int:place>/",
        aftercare_templates.aftercare_line,
        name="aftercare_line",
    ),
    path(
        "settings/aftercare/<str:kind>/lines/<int:place>/removal/",
        aftercare_templates.aftercare_line_removal,
        name="aftercare_line_removal",
    ),
]
