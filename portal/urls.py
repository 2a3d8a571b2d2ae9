"""Addresses of the portal: GET only, for the clients' contacts; and of looking at it as they do."""

from __future__ import annotations

from django.urls import URLPattern, path

from portal import (
    calendar_views,
    document_views,
    presentation_views,
    preview_views,
    schedule_views,
    views,
)

urlpatterns: list[URLPattern] = [
    path("calendar/<str:token>.ics", calendar_views.calendar_feed, name="calendar_feed"),
    path("portal/", views.portal, name="portal"),
    path("portal/assignments/<int:pk>/", views.portal_assignment, name="portal_assignment"),
    path(
        "portal/presentations/<int:pk>/",
        presentation_views.portal_presentation,
        name="portal_presentation",
    ),
    path(
        "portal/presentations/<int:pk>/pdf/",
        presentation_views.portal_presentation_pdf,
        name="portal_presentation_pdf",
    ),
    path("portal/documents/<int:pk>/", document_views.portal_document, name="portal_document"),
    path("portal/reports/<int:pk>/", views.portal_report, name="portal_report"),
    path("portal/reports/<int:pk>/page/", views.portal_report_page, name="portal_report_page"),
    path("portal/reports/<int:pk>/pdf/", views.portal_report_pdf, name="portal_report_pdf"),
    path("portal/schedules/<int:pk>/", schedule_views.portal_schedule, name="portal_schedule"),
    path(
        "portal/schedules/<int:pk>/pdf/",
        schedule_views.portal_schedule_pdf,
        name="portal_schedule_pdf",
    ),
    path(
        "assignments/<int:pk>/as-the-client/",
        preview_views.preview_assignment,
        name="preview_assignment",
    ),
    path(
        "presentations/<int:pk>/as-the-client/",
        preview_views.preview_presentation,
        name="preview_presentation",
    ),
    path(
        "schedules/<int:pk>/as-the-client/", preview_views.preview_schedule, name="preview_schedule"
    ),
]
