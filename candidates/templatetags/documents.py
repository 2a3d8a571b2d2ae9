"""What templates ask about documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from candidates.models import Document

register = template.Library()


@register.simple_tag
def document_kinds() -> list[tuple[Any, Any]]:
    """The kinds of documents with their labels, to choose from."""
    return list(Document.Kind.choices)


@register.filter
def any_waiting(documents: Iterable[Document]) -> bool:
    """Whether something about one of them will change soon by itself."""
    return any(document.is_waiting for document in documents)
