"""The terms of a placement in the reader's words."""

from __future__ import annotations

from decimal import Decimal

from django import template

from accounts.money import money
from processes.models import Placement

register = template.Library()


@register.filter
def term_names(fields: list[str] | None) -> str:
    """Which terms were changed: "trial period ends, terms"; days are told by the sentence."""
    known = {field.name: field.verbose_name for field in Placement._meta.concrete_fields}
    changed = set(fields or ()) - {"starts_on", "ends_on"}
    return ", ".join(str(label) for name, label in known.items() if name in changed)


@register.filter
def in_money(value: Decimal | None, currency: str) -> str:
    """An amount in its currency, as the reader writes it; nothing where there is none."""
    return "" if value is None else money(value, currency)
