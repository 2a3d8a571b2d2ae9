"""Today's candidate is tomorrow's client (K8): two records of one person, each found by both names.

The other record is read only where it is at hand: whoever lists many of them selects it along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from candidates.models import Candidate
from clients.models import Contact


@dataclass(frozen=True)
class Both:
    """The records of the same people that their own words did not find."""

    candidates: list[Candidate]
    contacts: list[Contact]


def also_contact(candidate: Candidate) -> str:
    """ "also a contact at Nordvik"; empty for whoever is none."""
    contact: Contact | None = candidate.contact
    return _("also a contact at %(client)s") % {"client": contact.client.name} if contact else ""


def also_candidate(contact: Contact) -> str:
    return _("also a candidate") if hasattr(contact, "candidate") else ""


def same_people(found: Iterable[Candidate], contacts: Mapping[int, int]) -> Both:
    """Of candidates found the contacts, and of ``contacts`` (id to the candidate's, or 0) these.

    One query, and only where a candidate is missing.
    """
    known = {one.pk: one for one in found}
    missing = sorted(set(filter(None, contacts.values())) - set(known))
    candidates = Candidate.objects.findable().filter(pk__in=missing)
    others = [one.contact for one in known.values() if one.contact]
    candidates = candidates.select_related("contact__client")
    return Both(
        candidates=list(candidates) if missing else [],
        contacts=[one for one in others if one.pk not in contacts],
    )
