from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from candidates.models import Candidate
from processes.importing.linking import Known
from processes.importing.people import language, names_of, phone_of
from processes.importing.row import BadCell, Row
from processes.importing.spoken import languages_of
from processes.importing.whereabouts import country_of
from processes.importing.wishes import wishes_of
from processes.models import EventKind
from processes.timeline import record


def take_in(row: Row, known: Known, mine: Candidate | None) -> Candidate:
    """A candidate; one with the same address here is taken for them, and keeps what is filled."""
    mine = kept(mine)
    email = row.first("email")
    same = None
    if mine is None:
        if not known.chosen and (other := known.seen_with(email)):
            said = {"line": other.line, "file": other.file}
            raise BadCell("email", _("Line %(line)d of %(file)s has the same address.") % said)
        same = known.chosen or (email and with_address(email)) or None
    if same and known.is_linked("candidates", same):
        column = "email" if email else "id"
        raise BadCell(column, _("Another candidate of this import has this address."))
    candidate = mine or same or new_one(row, known)
    known.write(candidate, said_of(row, known, candidate, same), keep=same is not None)
    if mine is None:
        record(
            EventKind.IMPORTED, by=known.by, at=known.at, candidate=candidate, **told(row, known)
        )
    return candidate


def new_one(row: Row, known: Known) -> Candidate:
    return Candidate(owner=known.owner(row), created_at=known.at)


def told(row: Row, known: Known) -> dict[str, Any]:
    """What the timeline says of it."""
    return {"what": "candidate", "source": known.source, "status": row.text("status")}


def with_address(email: str) -> Candidate | None:
    return Candidate.objects.findable().filter(email__iexact=email).order_by("pk").first()


def kept(mine: Candidate | None) -> Candidate | None:
    """The record that goes on, where two were made one. Raises ``BadCell`` for a closed one."""
    while mine is not None and mine.merged_into is not None:
        mine = mine.merged_into
    if mine is not None and mine.closed_at is not None:
        raise BadCell("id", _("This person’s record is closed: we keep it no longer."))
    return mine


def said_of(
    row: Row, known: Known, candidate: Candidate, same: Candidate | None = None
) -> dict[str, Any]:
    """What the row says of the person, and of what they want."""
    country = country_of(row, otherwise=candidate.country if candidate.pk else known.agency.country)
    said = names_of(row) | {
        "headline": row.text("headline"),
        "employer": row.text("employer"),
        "email": row.first("email"),
        "phone": phone_of(row, country),
        "city": row.text("city"),
        "country": country,
        "language": language(row, country),
        "languages": languages_of(row)[0],
        "profile_link": row.link("profile_link") or row.link("website"),
        "skills": parted(row.text("skills"))[:200],
        "tags": [tag.casefold()[:40] for tag in parted(row.text("tags"))][:50],
        "about": notes_of(row),
        "source": row.text("source"),
    }
    return together(said | wishes_of(row, known, candidate), candidate, same)


def together(said: dict[str, Any], now: Candidate, same: Candidate | None) -> dict[str, Any]:
    """Lists grow: what was noted here of somebody who was here before is kept beside the new.

    Pay goes together, too: half of ours and half of theirs would be nobody's.
    """
    if same is None:
        return said
    for name in ("skills", "languages", "tags"):
        ours = getattr(now, name)
        lower = {word.casefold() for word in ours}
        said[name] = [*ours, *(word for word in said[name] if word.casefold() not in lower)]
    if now.expects_currency:
        said = {name: value for name, value in said.items() if not name.startswith("expects")}
    return said


def parted(written: str) -> list[str]:
    """Each once, in the order of the file; parted by ``;`` or ``|``, else by commas."""
    parts = re.split(r"[;|\n]" if re.search(r"[;|\n]", written) else ",", written)
    return list(dict.fromkeys(part.strip()[:80] for part in parts if part.strip()))


def notes_of(row: Row) -> str:
    """What has no field of its own and is worth keeping: experience, a second number, a page."""
    more = []
    if years := row.text("years"):
        more.append(_("Years of experience: %(years)s") % {"years": years})
    numbers = dict.fromkeys([*row.several("mobile"), *row.several("phone")])
    if others := list(numbers)[1:]:
        more.append(_("Other phone: %(phone)s") % {"phone": ", ".join(others)})
    if others := row.several("email")[1:]:
        more.append(_("Other e-mail: %(address)s") % {"address": ", ".join(others)})
    if row.text("profile_link") and row.text("website"):
        more.append(_("Website: %(address)s") % {"address": row.link("website")})
    if unknown := languages_of(row)[1]:
        more.append(_("Languages: %(languages)s") % {"languages": ", ".join(unknown)})
    return row.paragraphs(row.text("about"), "\n".join(more))
