"""Authenticator apps, passkeys and recovery codes: what they are called and how they are kept."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Agency, User


def locked_with_our_keys() -> MultiFernet:
    """By SECRET_KEY; what an earlier one of SECRET_KEY_FALLBACKS has locked can be read."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(urlsafe_b64encode(sha256(f"second factors {key}".encode()).digest())) for key in keys
    )


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """What allauth asks about second factors."""

    def encrypt(self, text: str) -> str:
        """A copy of the database alone makes no code."""
        return locked_with_our_keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return locked_with_our_keys().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return Agency.current().name

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, as it stands in a page of ours."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        kept = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)d") % {"number": kept + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The host name that passkeys are good for: in production the one that settings name."""
        host = context.request.get_host().partition(":")[0]
        if settings.PRODUCTION:
            host = urlsplit(settings.BASE_URL).hostname
        return {"id": host, "name": Agency.current().name}
