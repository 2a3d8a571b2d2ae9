"""Addresses of weekly reports and their schedules."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import report_schedules, report_steps, reports

urlpatterns: list[URLPattern] = [
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/page/", reports.report_page, name="report_page"),
    path("reports/<int:pk>/pdf/", reports.report_pdf, name="report_pdf"),
    path("reports/<int:pk>/comment/", report_steps.report_comment, name="report_comment"),
    path("reports/<int:pk>/approval/", report_steps.report_approval, name="report_approval"),
    path("reports/<int:pk>/sending/", report_steps.report_sending, name="report_sending"),
    path("reports/<int:pk>/rendering/", report_steps.report_rendering, name="report_rendering"),
    path("reports/<int:pk>/stop/", report_steps.report_stop, name="report_stop"),
    path("reports/<int:pk>/preview/", report_steps.report_preview, name="report_preview"),
    path(
        "reports/<int:pk>/preview/pdf/", report_steps.report_preview_pdf, name="report_preview_pdf"
    ),
    path("settings/report-schedules/", report_schedules.report_schedules, name="report_schedules"),
    path(
        "settings/report-schedules/new/",
        report_schedules.report_schedule_new,
        name="report_schedule_new",
    ),
    path(
        "settings/report-schedules/agency/",
        report_schedules.report_schedule_agency,
        name="report_schedule_agency",
    ),
    path(
        "settings/report-schedules/slots/",
        report_schedules.report_schedule_slots,
        name="report_schedule_slots",
    ),
    path(
        "settings/report-schedules/<int:pk>/",
        report_schedules.report_schedule_edit,
        name="report_schedule_edit",
    ),
    path(
        "settings/report-schedules/<int:pk>/removal/",
        report_schedules.report_schedule_removal,
        name="report_schedule_removal",
    ),
]
