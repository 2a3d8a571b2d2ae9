"""Telling the admin who asked for an archive that it is ready, or that there will be none."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Agency, Export
from mailings.composing import compose
from mailings.models import Letter

KIND = "export"


def tell(export: Export, *, at: datetime) -> Letter:
    """One letter per archive, with the way to the page where it is fetched, behind the sign-in.

    To be called in the transaction that ends the export.
    """
    agency, user = Agency.current(), export.by
    context = {
        "agency": agency,
        "user": user,
        "export": export,
        "url": f"{settings.BASE_URL}{reverse('exports')}",
    }
    zone = user.working_hours().zone
    parts = compose(KIND, language=user.language, context=context, zone=zone)
    return Letter.objects.write(
        kind=KIND,
        to=user.email,
        to_name=user.full_name,
        from_name=agency.name,
        language=user.language,
        subject=parts.subject,
        html=parts.html,
        text=parts.text,
        key=f"{KIND}:{export.pk}",
        recipient=user,
        occasion=export,
        at=at,
    )
