"""Addresses of signing in, of oneself, and of the agency's people."""

from __future__ import annotations

from allauth.account import views as sign_in
from django.urls import URLPattern, path, re_path

from accounts.views import leaves, look, own, people

# Of allauth only what people here need: nobody signs up or changes the address alone.
urlpatterns: list[URLPattern] = [
    path("account/login/", sign_in.login, name="account_login"),
    path("account/login/code/", sign_in.request_login_code, name="account_request_login_code"),
    path(
        "account/login/code/confirm/",
        sign_in.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("account/logout/", sign_in.logout, name="account_logout"),
    path("account/signup/", sign_in.signup, name="account_signup"),
    path("account/inactive/", sign_in.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("account/password/change/", sign_in.password_change, name="account_change_password"),
    path("account/password/set/", sign_in.password_set, name="account_set_password"),
    path("account/password/reset/", sign_in.password_reset, name="account_reset_password"),
    path(
        "account/password/reset/done/",
        sign_in.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "account/password/reset/key/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/profile/", own.profile, name="profile"),
    path("leave/", leaves.leaves, name="leaves"),
    path("leave/new/", leaves.leave_new, name="leave_new"),
    path("leave/<int:pk>/", leaves.leave_edit, name="leave_edit"),
    path("leave/<int:pk>/calling-off/", leaves.leave_calling_off, name="leave_calling_off"),
    path("settings/agency/", own.agency, name="agency"),
    path("settings/agency/logo/", look.agency_logo, name="agency_logo"),
    path("settings/agency/logo/removal/", look.agency_logo_removal, name="agency_logo_removal"),
    path("settings/agency/letterhead/", look.agency_letterhead, name="agency_letterhead"),
    path("logo/<str:digest>.png", look.logo, name="logo"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/new/", people.person_new, name="person_new"),
]
