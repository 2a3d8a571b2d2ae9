"""Who a session belongs to, asked with every request; and whether they owe a second factor."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from accounts.asked_often import asked_often
from accounts.models import Agency, Role, User

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class KnowsWhoOwesAFactor(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Asks in the one query that finds the person, so that a reset or a new rule counts at once."""

    def get_user(self, user_id: int) -> User | None:
        """The person as long as they may sign in, with ``owes_second_factor``."""
        return signed_in(user_id)


@asked_often
def signed_in(user_id: int) -> QuerySet[User]:
    has_one = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    owes = Exists(Agency.objects.filter(requires_mfa=True)) & ~Exists(has_one)
    return User.objects.filter(pk=user_id, is_active=True).annotate(
        owes_second_factor=ExpressionWrapper(
            ~Q(role=Role.CLIENT) & owes, output_field=BooleanField()
        )
    )
