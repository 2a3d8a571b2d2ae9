"""By what a person is recognised again: telephone numbers and profile links, each in one writing.

PostgreSQL makes both columns of what was typed, so they are right however a row was written. The
functions are those of migration 0009; a test holds `phone_key` against `phonenumbers`.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Lower

from accounts.search_names import Unaccented


def _made_by(function: str, *columns: str) -> Any:
    return models.GeneratedField(
        expression=Func(*columns, function=function, output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )


class Recognised(models.Model):
    """``phone_key``: +46701234567; ``link_key``: linkedin.com/in/amira; "" where there is none."""

    phone_key = _made_by("phone_key", "phone", "country")
    link_key = _made_by("link_key", "profile_link")

    class Meta:
        abstract = True


# candidates.twins
RECOGNISING = [
    models.Index(fields=["phone_key"], condition=~Q(phone_key=""), name="candidates_by_phone"),
    models.Index(fields=["link_key"], condition=~Q(link_key=""), name="candidates_by_link"),
    models.Index(
        Lower(Unaccented("employer")),
        "plain_name",
        condition=~Q(employer=""),
        name="candidates_of_an_employer",
    ),
]
