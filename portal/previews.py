"""The portal's own pages as staff look at them, and where their links lead then.

The page is the contact's, to the letter: what it shows is read behind the wall as that contact.
Its addresses are open to contacts only, so each is turned into one that staff may follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import resolve, reverse
from django.utils.html import escape

from clients.models import Contact
from processes.models import Assignment, Presentation, ScheduleVersion, SharedDocument

LINK = re.compile(r'(?<=href=")/portal/[^"#]*')


class LeadsNowhere(Exception):
    """A page of the portal has a link of which previews.py does not know where staff go by it."""


Lead = Callable[["Preview", list[int]], dict[int, str]]


@dataclass(frozen=True)
class Preview:
    """An assignment's pages as one of the client's people sees them."""

    assignment: Assignment
    contact: Contact

    def address(self, name: str, pk: int) -> str:
        """A page of the preview, as the same contact sees it."""
        return f"{reverse(name, args=[pk])}?{urlencode({'contact': self.contact.pk})}"

    def turned(self, page: str) -> str:
        """The page with each link to the portal turned into where staff go by it.

        At most three queries, for the files. Raises ``LeadsNowhere``.
        """
        found = {link: resolve(link) for link in set(LINK.findall(page))}
        about = {link: (str(to.url_name), to.kwargs.get("pk", 0)) for link, to in found.items()}
        leads = {
            name: lead_of(name)(self, [pk for other, pk in about.values() if other == name])
            for name in {name for name, _pk in about.values()}
        }
        return LINK.sub(lambda link: escape(leads[(to := about[link.group()])[0]][to[1]]), page)


def lead_of(name: str) -> Lead:
    if name not in LEADS:
        raise LeadsNowhere(name)
    return LEADS[name]


def to_preview(name: str) -> Lead:
    return lambda preview, pks: {pk: preview.address(name, pk) for pk in pks}


def to_the_assignment(preview: Preview, pks: list[int]) -> dict[int, str]:
    """Where their start page would be: it shows more than this assignment."""
    return {pk: preview.address("preview_assignment", preview.assignment.pk) for pk in pks}


def to_report(_preview: Preview, pks: list[int]) -> dict[int, str]:
    return {pk: reverse("report", args=[pk]) for pk in pks}


def to_report_file(preview: Preview, pks: list[int]) -> dict[int, str]:
    language = urlencode({"language": preview.contact.language})
    return {pk: f"{reverse('report_pdf', args=[pk])}?{language}" for pk in pks}


def to_file(name: str, kind: type[Presentation] | type[ScheduleVersion]) -> Lead:
    """The edition that this contact would get: in their language, else in the client's."""

    def lead(preview: Preview, pks: list[int]) -> dict[int, str]:
        rows = kind._default_manager.filter(pk__in=pks).order_by("editions__pk")
        languages: dict[int, list[str]] = {}
        for pk, own, there in rows.values_list("pk", "language", "editions__language"):
            languages.setdefault(pk, [own]).append(there)
        return {
            pk: reverse(name, args=[pk, nearest(preview.contact.language, *known)])
            for pk, known in languages.items()
        }

    return lead


def nearest(wanted: str, own: str, *there: str) -> str:
    """Of the languages that are there this one, else the document's own, else the first."""
    return next(one for one in (wanted, own, *there) if one in there)


def to_document(_preview: Preview, pks: list[int]) -> dict[int, str]:
    shared = SharedDocument.objects.filter(pk__in=pks).values_list("pk", "document_id")
    return {pk: reverse("document", args=[document]) for pk, document in shared}


LEADS: Mapping[str, Lead] = {
    "portal": to_the_assignment,
    "portal_assignment": to_preview("preview_assignment"),
    "portal_document": to_document,
    "portal_presentation": to_preview("preview_presentation"),
    "portal_presentation_pdf": to_file("presentation_pdf", Presentation),
    "portal_report": to_report,
    "portal_report_pdf": to_report_file,
    "portal_schedule": to_preview("preview_schedule"),
    "portal_schedule_pdf": to_file("schedule_pdf", ScheduleVersion),
}
