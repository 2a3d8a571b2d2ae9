"""Addresses of weekly reports and their schedules."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import (
    report_holding_back,
    report_numbers,
    report_page,
    report_previews,
    report_schedule_form,
    report_schedules,
    report_steps,
    report_words,
    reports,
)

urlpatterns: list[URLPattern] = [
    path("reports/", reports.reports, name="reports"),
    path("reports/review/", reports.reports_review, name="reports_review"),
    path("reports/<int:pk>/", report_page.report, name="report"),
    path("reports/<int:pk>/page/", report_page.report_page, name="report_page"),
    path("reports/<int:pk>/pdf/", report_page.report_pdf, name="report_pdf"),
    path("reports/<int:pk>/comment/", report_words.report_comment, name="report_comment"),
    path("reports/<int:pk>/proposals/", report_words.report_proposals, name="report_proposals"),
    path("reports/<int:pk>/approval/", report_steps.report_approval, name="report_approval"),
    path("reports/<int:pk>/sending/", report_steps.report_sending, name="report_sending"),
    path("reports/<int:pk>/rendering/", report_steps.report_rendering, name="report_rendering"),
    path("reports/<int:pk>/stop/", report_holding_back.report_stop, name="report_stop"),
    path("reports/<int:pk>/skip/", report_holding_back.report_skip, name="report_skip"),
    path(
        "reports/<int:pk>/putting-off/",
        report_holding_back.report_putting_off,
        name="report_putting_off",
    ),
    path("reports/<int:pk>/preview/", report_previews.report_preview, name="report_preview"),
    path(
        "reports/<int:pk>/preview/pdf/",
        report_previews.report_preview_pdf,
        name="report_preview_pdf",
    ),
    path(
        "reports/<int:pk>/behind/<str:figure>/",
        report_numbers.report_behind,
        name="report_behind",
    ),
    path("reports/<int:pk>/comparison/", report_numbers.report_compare, name="report_compare"),
    path("settings/report-schedules/", report_schedules.report_schedules, name="report_schedules"),
    path(
        "settings/report-schedules/new/",
        report_schedule_form.report_schedule_new,
        name="report_schedule_new",
    ),
    path(
        "settings/report-schedules/agency/",
        report_schedule_form.report_schedule_agency,
        name="report_schedule_agency",
    ),
    path(
        "settings/report-schedules/slots/",
        report_schedule_form.report_schedule_slots,
        name="report_schedule_slots",
    ),
    path(
        "settings/report-schedules/arrangement/",
        report_schedule_form.report_schedule_arrangement,
        name="report_schedule_arrangement",
    ),
    path(
        "settings/report-schedules/<int:pk>/",
        report_schedule_form.report_schedule_edit,
        name="report_schedule_edit",
    ),
    path(
        "settings/report-schedules/<int:pk>/removal/",
        report_schedules.report_schedule_removal,
        name="report_schedule_removal",
    ),
]
