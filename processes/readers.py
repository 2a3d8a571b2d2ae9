"""Who reads a document that we send, and in which language."""

from __future__ import annotations

from dataclasses import dataclass

from clients.models import Contact


@dataclass(frozen=True)
class Reader:
    """A contact of the client who gets a document, in this language."""

    contact: Contact
    language: str
