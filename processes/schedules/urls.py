"""Addresses of schedules: lines, versions, templates."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import schedule, schedule_changes

urlpatterns: list[URLPattern] = [
    path(
        "assignments/<int:pk>/schedule/", schedule.assignment_schedule, name="assignment_schedule"
    ),
    path(
        "assignments/<int:pk>/schedule/sending/", schedule.schedule_sending, name="schedule_sending"
    ),
    path(
        "assignments/<int:pk>/schedule/sent-by-hand/", schedule.schedule_sent, name="schedule_sent"
    ),
    path("schedules/<int:pk>/<str:language>.pdf", schedule.schedule_pdf, name="schedule_pdf"),
    path(
        "assignments/<int:pk>/activities/new/", schedule_changes.activity_new, name="activity_new"
    ),
    path("activities/<int:pk>/done/", schedule.activity_done, name="activity_done"),
    path("activities/<int:pk>/edit/", schedule_changes.activity_edit, name="activity_edit"),
    path(
        "activities/<int:pk>/removal/",
        schedule_changes.activity_removal,
        name="activity_removal",
    ),
]
