"""What machines read of the vacancies: a feed for job boards, and a map for search engines."""

from __future__ import annotations

import hashlib
from datetime import datetime
from io import StringIO
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.xmlutils import SimplerXMLGenerator

from accounts.models import Agency
from accounts.money import span
from processes.models import Vacancy
from processes.models.brief import MOST_REMOTE_DAYS
from processes.vacancies.job_posting import description, employment
from processes.vacancies.written import clean

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NOTHING: AttributesImpl[str] = AttributesImpl({})
# What job boards call the ways of working that schema.org knows.
JOB_TYPES = {
    "FULL_TIME": "fulltime",
    "PART_TIME": "parttime",
    "TEMPORARY": "temporary",
    "CONTRACTOR": "contract",
}
MOST = 2_000  # as many as an agency works on
# What the feed tells of an assignment beside the vacancy's own columns.
OF_ASSIGNMENT = ("pay_from", "pay_to", "pay_currency", "pay_per", "positions")


def fingerprint(at: datetime) -> str:
    """Changes whenever the feed does, and costs no more than reading its rows."""
    agency = Agency.current()
    own = [field.attname for field in Vacancy._meta.concrete_fields]
    others = [f"assignment__{name}" for name in (*OF_ASSIGNMENT, "client__name")]
    rows = Vacancy.objects.published(at).order_by("-published_at", "-pk")
    digest = hashlib.sha256(repr((agency.name, agency.logo_url, settings.BASE_URL)).encode())
    for row in rows.values_list(*own, *others)[:MOST].iterator():
        digest.update(repr(row).encode())
    return f'"{digest.hexdigest()[:32]}"'


def feed(at: datetime, found_by: str = "") -> str:
    """Every published vacancy, in the form that job boards read: ``source`` and its ``job``s.

    ``found_by``: the board's name; whoever comes by its addresses was found through it.
    """
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("source", NOTHING)
    xml.addQuickElement("publisher", clean(Agency.current().name))
    xml.addQuickElement("publisherurl", settings.BASE_URL + reverse("jobs"))
    vacancies = Vacancy.objects.published(at).with_people()
    for vacancy in vacancies.order_by(F("published_at").desc(), "-pk")[:MOST]:
        xml.startElement("job", NOTHING)
        for name, said in facts(vacancy, found_by).items():
            if said:
                write_as_it_is(xml, name, clean(str(said)))
        xml.endElement("job")
    xml.endElement("source")
    xml.endDocument()
    return out.getvalue()


def write_as_it_is(xml: SimplerXMLGenerator, name: str, said: str) -> None:
    """An element with its words in CDATA: job boards do not read markup that is escaped."""
    xml.startElement(name, NOTHING)
    kept = said.replace("]]>", "]]]]><![CDATA[>")
    xml.ignorableWhitespace(f"<![CDATA[{kept}]]>")  # the one way to write what is not escaped
    xml.endElement(name)


def facts(vacancy: Vacancy, found_by: str) -> dict[str, Any]:
    brief = vacancy.assignment
    with translation.override(vacancy.language):
        pay = span(brief.pay_from, brief.pay_to, brief.pay_currency, brief.pay_per)
    return {
        "title": vacancy.title,
        "date": vacancy.published_at.isoformat() if vacancy.published_at else "",
        "referencenumber": vacancy.slug,
        "requisitionid": vacancy.slug,
        "url": vacancy.public_url + (f"?from={found_by}" if found_by else ""),
        "company": vacancy.employer or Agency.current().name,
        "city": vacancy.place,
        "country": vacancy.country,
        "language": vacancy.language,
        "jobtype": ", ".join(JOB_TYPES[name] for name in employment(vacancy)),
        "salary": pay,
        "remotetype": remote_type(vacancy.remote_days),
        "remotedays": vacancy.remote_days,
        "expirationdate": vacancy.closes_at.isoformat() if vacancy.closes_at else "",
        "description": description(vacancy),
    }


def remote_type(days: int | None) -> str:
    if not days:
        return ""
    return "Fully remote" if days == MOST_REMOTE_DAYS else "Hybrid remote"


def site_map(at: datetime) -> str:
    """The addresses that anyone may read, with when each was changed."""
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8")
    xml.startDocument()
    xml.startElement("urlset", AttributesImpl({"xmlns": SITEMAPS}))
    pages = [(settings.BASE_URL + reverse("jobs"), "")]
    rows = Vacancy.objects.published(at).order_by("-published_at", "-pk")
    pages += [(one.public_url, one.changed_at.isoformat()) for one in rows[:MOST]]
    for address, changed in pages:
        xml.startElement("url", NOTHING)
        xml.addQuickElement("loc", address)
        if changed:
            xml.addQuickElement("lastmod", changed)
        xml.endElement("url")
    xml.endElement("urlset")
    xml.endDocument()
    return out.getvalue()
