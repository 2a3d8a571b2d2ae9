"""A vacancy as schema.org's JobPosting, for search engines: what the page says, nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import Agency
from accounts.money import PaidPer
from processes.models import Hours, Vacancy, VacancyContract
from processes.models.brief import MOST_REMOTE_DAYS
from processes.vacancies.written import as_html

UNITS = {
    PaidPer.HOUR: "HOUR",
    PaidPer.DAY: "DAY",
    PaidPer.MONTH: "MONTH",
    PaidPer.YEAR: "YEAR",
}
HOURS = {
    Hours.FULL: ["FULL_TIME"],
    Hours.PART: ["PART_TIME"],
    Hours.EITHER: ["FULL_TIME", "PART_TIME"],
}
CONTRACTS: dict[str, list[str]] = {
    VacancyContract.PERMANENT: [],
    VacancyContract.TEMPORARY: ["TEMPORARY"],
    VacancyContract.CONTRACTOR: ["CONTRACTOR"],
}


def job_posting(vacancy: Vacancy) -> dict[str, Any]:
    """The facts of a published vacancy; ``assignment__client`` is read with it."""
    agency = Agency.current()
    said: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": description(vacancy),
        "url": vacancy.public_url,
        "identifier": {
            "@type": "PropertyValue",
            "name": agency.name,
            "value": vacancy.slug,
        },
        "inLanguage": vacancy.language,
        "employmentType": employment(vacancy),
        "hiringOrganization": employer(vacancy, agency),
        "totalJobOpenings": vacancy.assignment.positions,
        "directApply": True,
    }
    if vacancy.published_at:
        zone = agency.working_hours().zone
        said["datePosted"] = vacancy.published_at.astimezone(zone).date().isoformat()
    if vacancy.closes_at:
        said["validThrough"] = vacancy.closes_at.isoformat()
    if pay := base_salary(vacancy):
        said["baseSalary"] = pay
    return said | where(vacancy)


def employment(vacancy: Vacancy) -> list[str]:
    return HOURS[Hours(vacancy.hours)] + CONTRACTS[vacancy.contract]


def employer(vacancy: Vacancy, agency: Agency) -> dict[str, Any]:
    """The client where it may be named; else the agency, which is who looks."""
    if vacancy.employer:
        return {"@type": "Organization", "name": vacancy.employer}
    own = {
        "@type": "Organization",
        "name": agency.name,
        "sameAs": settings.BASE_URL + reverse("jobs"),
    }
    return own | ({"logo": settings.BASE_URL + agency.logo_url} if agency.logo_url else {})


def base_salary(vacancy: Vacancy) -> dict[str, Any] | None:
    """The range of the assignment, as its page shows it."""
    brief = vacancy.assignment
    ends = {"minValue": brief.pay_from, "maxValue": brief.pay_to}
    amounts = {name: number(value) for name, value in ends.items() if value is not None}
    if not amounts:
        return None
    if brief.pay_from == brief.pay_to and brief.pay_from is not None:
        amounts = {"value": number(brief.pay_from)}
    unit = {"unitText": UNITS[PaidPer(brief.pay_per)]}
    return {
        "@type": "MonetaryAmount",
        "currency": brief.pay_currency,
        "value": {"@type": "QuantitativeValue", **amounts, **unit},
    }


def where(vacancy: Vacancy) -> dict[str, Any]:
    """The place; for what is done from home alone also from which country."""
    address = {"@type": "PostalAddress", "addressCountry": vacancy.country}
    if vacancy.place:
        address["addressLocality"] = vacancy.place
    place: dict[str, Any] = {"jobLocation": {"@type": "Place", "address": address}}
    if vacancy.remote_days != MOST_REMOTE_DAYS:
        return place
    country = {"@type": "Country", "name": vacancy.country}
    remote = {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": country}
    return {**(place if vacancy.place else {}), **remote}


def description(vacancy: Vacancy) -> SafeString:
    """The words of the page as HTML: search engines know paragraphs and lists, no headings."""
    with translation.override(vacancy.language):
        parts = [
            format_html("<p><strong>{}</strong></p>{}", heading, as_html(words))
            for heading, words in parts_of(vacancy)
        ]
    return format_html_join("", "{}", ((part,) for part in parts))


def parts_of(vacancy: Vacancy) -> list[tuple[str, str]]:
    """Headings, in the language that is spoken, with the words below them."""
    parts = [
        (_("The role"), vacancy.about),
        (_("What you bring"), vacancy.wanted),
        (_("What you get"), vacancy.offered),
    ]
    return [(heading, words) for heading, words in parts if words.strip()]


def number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
