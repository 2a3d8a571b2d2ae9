"""What templates ask about documents."""

from __future__ import annotations

from typing import Any

from django import template

from candidates.models import Document

register = template.Library()


@register.simple_tag
def document_kinds() -> list[tuple[Any, Any]]:
    """The kinds of documents with their labels, to choose from."""
    return list(Document.Kind.choices)
