"""Addresses of the role catalogue, and of briefs held against it."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import brief_check, job_roles

urlpatterns: list[URLPattern] = [
    path("assignments/<int:pk>/brief/check/", brief_check.brief_check, name="brief_check"),
    path("settings/roles/", job_roles.job_roles, name="job_roles"),
    path("settings/roles/new/", job_roles.job_role_new, name="job_role_new"),
    path("settings/roles/starter/", job_roles.job_roles_starter, name="job_roles_starter"),
    path("settings/roles/<int:pk>/", job_roles.job_role, name="job_role"),
    path("settings/roles/<int:pk>/removal/", job_roles.job_role_removal, name="job_role_removal"),
]
