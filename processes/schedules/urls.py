"""Addresses of schedules: lines, versions, templates."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import schedule, schedule_changes, schedule_templates

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
    path(
        "settings/schedule-templates/",
        schedule_templates.schedule_templates,
        name="schedule_templates",
    ),
    path(
        "settings/schedule-templates/<str:kind>/",
        schedule_templates.schedule_template,
        name="schedule_template",
    ),
    path(
        "settings/schedule-templates/<str:kind>/order/",
        schedule_templates.schedule_template_order,
        name="schedule_template_order",
    ),
    path(
        "settings/schedule-templates/<str:kind>/standard/",
        schedule_templates.schedule_template_default,
        name="schedule_template_default",
    ),
    path(
        "settings/schedule-templates/<str:kind>/lines/new/",
        schedule_templates.schedule_template_line_new,
        name="schedule_template_line_new",
    ),
    path(
        "settings/schedule-templates/<str:kind>/lines/<int:place>/",
        schedule_templates.schedule_template_line,
        name="schedule_template_line",
    ),
    path(
        "settings/schedule-templates/<str:kind>/lines/<int:place>/removal/",
        schedule_templates.schedule_template_line_removal,
        name="schedule_template_line_removal",
    ),
]
