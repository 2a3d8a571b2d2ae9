"""Changes of the ways to sign in, by the names that allauth has for telling them."""

from __future__ import annotations

from typing import NamedTuple

from accounts.models import Action


class Change(NamedTuple):
    name: str  # its sentence stands in templates/emails/words/account_change.html
    action: Action
    which: str


PASSWORD, APP, PASSKEY, CODES = "password", "totp", "webauthn", "recovery_codes"
CHANGES = {
    "account/email/password_changed": Change("password_changed", Action.PASSWORD_CHANGED, PASSWORD),
    "account/email/password_set": Change("password_changed", Action.PASSWORD_CHANGED, PASSWORD),
    "account/email/password_reset": Change("password_reset", Action.PASSWORD_CHANGED, PASSWORD),
    "mfa/email/totp_activated": Change("app_added", Action.FACTOR_ADDED, APP),
    "mfa/email/totp_deactivated": Change("app_removed", Action.FACTOR_REMOVED, APP),
    "mfa/email/webauthn_added": Change("passkey_added", Action.FACTOR_ADDED, PASSKEY),
    "mfa/email/webauthn_removed": Change("passkey_removed", Action.FACTOR_REMOVED, PASSKEY),
    "mfa/email/recovery_codes_generated": Change("codes_made", Action.FACTOR_ADDED, CODES),
}
