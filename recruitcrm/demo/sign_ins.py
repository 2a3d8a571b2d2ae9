"""Who can sign in, for the sign-in page of the demo agency."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import Role, User
from recruitcrm.demo import SIGN_INS

Shown = list[tuple[str, str, str]]


def demo_sign_ins(request: HttpRequest) -> dict[str, Callable[[], Shown]]:
    """E-mail, password and "Nina Lind, Recruiter", asked for only where a template shows them."""

    @cache
    def shown() -> Shown:
        if not settings.DEMO or request.user.is_authenticated:
            return []
        people = User.objects.filter(is_active=True, email__in=[row[0] for row in SIGN_INS])
        there = set(people.values_list("email", flat=True))
        return [
            (email, password, _("%(name)s, %(role)s") % {"name": name, "role": Role(role).label})
            for email, password, role, name in SIGN_INS
            if email in there
        ]

    return {"demo_sign_ins": shown}
