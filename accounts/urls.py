"""Addresses of signing in, of oneself, and of the agency's people."""

from __future__ import annotations

from allauth.account import views as sign_in
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions.views import list_usersessions
from django.urls import URLPattern, path, re_path

from accounts.access import ANYONE, SIGNED_IN, open_to
from accounts.signing_in.fresh import for_whoever_came_just_now
from accounts.views import exports, invitations, issuers, leaves, look, own, people, trail

# Of allauth only what people here need: nobody signs up or changes the address alone.
urlpatterns: list[URLPattern] = [
    path("account/login/", sign_in.login, name="account_login"),
    path("account/login/code/", sign_in.request_login_code, name="account_request_login_code"),
    path(
        "account/login/code/confirm/",
        sign_in.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("account/login/factor/", open_to(ANYONE)(factors.authenticate), name="mfa_authenticate"),
    path(
        "account/login/passkey/",
        open_to(ANYONE)(passkeys.login_webauthn),
        name="mfa_login_webauthn",
    ),
    # Named as allauth asks for them, and as an issuer is told where to send people back to.
    path("account/login/<slug:provider_id>/", issuers.issuer, name="openid_connect_login"),
    path(
        "account/login/<slug:provider_id>/answer/",
        issuers.issuer_answer,
        name="openid_connect_callback",
    ),
    path("account/logout/", sign_in.logout, name="account_logout"),
    path("account/signup/", sign_in.signup, name="account_signup"),
    path("account/inactive/", sign_in.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("account/password/change/", sign_in.password_change, name="account_change_password"),
    path(
        "account/password/set/",
        for_whoever_came_just_now(sign_in.password_set),
        name="account_set_password",
    ),
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
    path("invitation/<int:pk>/<str:key>/", invitations.invitation, name="invitation"),
    path("account/welcome/", invitations.welcome, name="welcome"),
    path("account/security/", open_to(SIGNED_IN)(factors.index), name="mfa_index"),
    path(
        "account/security/again/",
        open_to(SIGNED_IN)(factors.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path(
        "account/app/",
        open_to(SIGNED_IN)(for_whoever_came_just_now(app.activate_totp)),
        name="mfa_activate_totp",
    ),
    path(
        "account/app/removal/", open_to(SIGNED_IN)(app.deactivate_totp), name="mfa_deactivate_totp"
    ),
    path("account/passkeys/", open_to(SIGNED_IN)(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path(
        "account/passkeys/new/",
        open_to(SIGNED_IN)(for_whoever_came_just_now(passkeys.add_webauthn)),
        name="mfa_add_webauthn",
    ),
    path(
        "account/passkeys/again/",
        open_to(SIGNED_IN)(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/passkeys/<int:pk>/",
        open_to(SIGNED_IN)(passkeys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "account/passkeys/<int:pk>/removal/",
        open_to(SIGNED_IN)(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/recovery-codes/",
        open_to(SIGNED_IN)(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/recovery-codes/new/",
        open_to(SIGNED_IN)(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/recovery-codes/file/",
        open_to(SIGNED_IN)(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/browsers/", open_to(SIGNED_IN)(list_usersessions), name="usersessions_list"),
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
    path("settings/trail/", trail.trail, name="trail"),
    path("settings/trail/table/", trail.trail_table, name="trail_table"),
    path("settings/exports/", exports.exports, name="exports"),
    path("settings/exports/<int:pk>/archive/", exports.export_archive, name="export_archive"),
    path("settings/exports/<int:pk>/removal/", exports.export_removal, name="export_removal"),
    path("settings/people/new/", people.person_new, name="person_new"),
    path(
        "settings/people/<int:pk>/invitation/", people.person_invitation, name="person_invitation"
    ),
    path(
        "settings/people/<int:pk>/invitation/withdrawal/",
        people.person_invitation_withdrawal,
        name="person_invitation_withdrawal",
    ),
    path(
        "settings/people/<int:pk>/factor-removal/",
        people.person_factor_removal,
        name="person_factor_removal",
    ),
    path(
        "settings/people/<int:pk>/signing-out/",
        people.person_signing_out,
        name="person_signing_out",
    ),
]
