from __future__ import annotations

import re

from django.utils.translation import gettext as _

from candidates.models import Candidate
from processes.importing.linking import Known
from processes.importing.people import language, names_of, phone_of
from processes.importing.row import BadCell, Row
from processes.importing.whereabouts import country_of
from processes.importing.writing import write
from processes.models import EventKind
from processes.timeline import record


def take_in(row: Row, known: Known, mine: Candidate | None) -> Candidate:
    """A candidate; one with the same address here is taken for them, and keeps what is filled."""
    email = row.text("email")
    same = None
    if email and mine is None:
        same = Candidate.objects.filter(email__iexact=email).order_by("pk").first()
    if same and known.is_linked("candidates", same):
        raise BadCell("email", _("Another candidate of this import has this address."))
    candidate = mine or same or Candidate(owner=known.owner(row), created_at=known.at)
    country = country_of(row, otherwise=candidate.country if candidate.pk else known.agency.country)
    said = names_of(row) | {
        "headline": row.text("headline"),
        "employer": row.text("employer"),
        "email": email,
        "phone": phone_of(row, country),
        "city": row.text("city"),
        "country": country,
        "language": language(row, country),
        "profile_link": row.link("profile_link") or row.link("website"),
        "skills": skills_of(row),
        "expects": row.text("expects"),
        "about": notes_of(row),
        "source": row.text("source"),
    }
    write(candidate, said, keep=same is not None)
    if mine is None:
        record(
            EventKind.IMPORTED,
            by=known.by,
            at=known.at,
            candidate=candidate,
            what="candidate",
            source=known.source,
            status=row.text("status"),
        )
    return candidate


def skills_of(row: Row) -> list[str]:
    """Each once, in the order of the file; parted by ``;`` or ``|``, else by commas."""
    written = row.text("skills")
    parts = re.split(r"[;|\n]" if re.search(r"[;|\n]", written) else ",", written)
    return list(dict.fromkeys(part.strip()[:80] for part in parts if part.strip()))


def notes_of(row: Row) -> str:
    """What has no field of its own and is worth keeping: experience, a second number, a page."""
    more = []
    if years := row.text("years"):
        more.append(_("Years of experience: %(years)s") % {"years": years})
    if row.text("mobile") and row.text("phone") and row.text("mobile") != row.text("phone"):
        more.append(_("Other phone: %(phone)s") % {"phone": row.text("phone")})
    if row.text("profile_link") and row.text("website"):
        more.append(_("Website: %(address)s") % {"address": row.link("website")})
    return row.paragraphs(row.text("about"), "\n".join(more))
