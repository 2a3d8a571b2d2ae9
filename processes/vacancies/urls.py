"""Addresses of vacancies: those that anyone may read, and those of the agency behind them."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import applications, job_application, jobs, privacy_texts, vacancy

urlpatterns: list[URLPattern] = [
    path("robots.txt", jobs.robots, name="robots"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/feed.xml", jobs.jobs_feed, name="jobs_feed"),
    path("jobs/sitemap.xml", jobs.jobs_sitemap, name="jobs_sitemap"),
    path("jobs/privacy/<str:language>/", jobs.jobs_privacy, name="jobs_privacy"),
    path("jobs/<slug:slug>/", jobs.job, name="job"),
    path("jobs/<slug:slug>/application/", job_application.job_application, name="job_application"),
    path("jobs/<slug:slug>/thanks/", job_application.job_thanks, name="job_thanks"),
    path("assignments/<int:pk>/vacancy/", vacancy.assignment_vacancy, name="assignment_vacancy"),
    path("assignments/<int:pk>/vacancy/preview/", vacancy.vacancy_preview, name="vacancy_preview"),
    path(
        "assignments/<int:pk>/vacancy/publication/",
        vacancy.vacancy_publication,
        name="vacancy_publication",
    ),
    path(
        "assignments/<int:pk>/vacancy/withdrawal/",
        vacancy.vacancy_withdrawal,
        name="vacancy_withdrawal",
    ),
    path("applications/", applications.applications, name="applications"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("applications/<int:pk>/same/", applications.application_same, name="application_same"),
    path("applications/<int:pk>/other/", applications.application_other, name="application_other"),
    path("applications/<int:pk>/file/", applications.application_file, name="application_file"),
    path("settings/privacy/", privacy_texts.privacy_texts, name="privacy_texts"),
    path("settings/privacy/<str:language>/", privacy_texts.privacy_text, name="privacy_text"),
]
