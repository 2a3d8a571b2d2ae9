"""The trail: who saw or changed what, when and from where (docs/decisions/0036)."""

from accounts.trail.noting import note, request_address

__all__ = ["note", "request_address"]
