"""What was taken over from a CV, in the reader's words."""

from __future__ import annotations

from django import template

from candidates.models import Candidate

register = template.Library()


@register.filter
def candidate_fields(names: list[str] | None) -> str:
    """Names of a candidate's fields in the reader's words: "e-mail, phone"."""
    known = {field.name: field.verbose_name for field in Candidate._meta.concrete_fields}
    return ", ".join(str(known[name]) for name in names or () if name in known)
