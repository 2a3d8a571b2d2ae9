"""Exports of common systems: which of their columns is which of ours.

Names are written as ``labels.plain`` writes them. Where a system keeps what somebody earns now
(Bullhorn's ``salary`` or ``dayRate``), nothing is taken for expected pay unless it says so.

Held in November 2026 against what is public: Zoho Recruit's help, the example files of Bullhorn's
data loader, Recruitee's template for CSV, LinkedIn's help on connections and on Talent Hub, and the
fields of Teamtailor's and Carerix's interfaces, whose exports of tables are described nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Names = dict[str, str]  # our column: the names it goes by there, the best first


@dataclass(frozen=True)
class Preset:
    """A system, the labels that only its exports have, and its names of our columns."""

    name: str  # remembered with every row that came from it
    label: str
    marks: frozenset[str]
    tables: dict[str, Names] = field(default_factory=dict)

    def marks_in(self, labels: set[str]) -> int:
        return len(self.marks & labels)

    def names_of(self, table: str) -> Names:
        return self.tables.get(table, {})


ZOHO = Preset(
    "zoho",
    "Zoho Recruit",
    frozenset(
        {"account name", "posting title", "job opening status", "candidate status", "skill set"}
        | {"billing code", "mailing zip", "submission status", "interview status", "rate type"}
        | {"current job title", "experience in years", "highest qualification held", "zip code"}
        | {"candidate owner", "candidate id", "job opening id", "account id"}
    ),
    {
        "candidates": {
            "id": "candidate id|record id|id",
            "owner": "candidate owner|owner",
            "expects": "expected salary",
        },
        "clients": {"owner": "account manager|client owner"},
        "assignments": {"place": "location|city", "opened": "date opened|created time"},
    },
)
BULLHORN = Preset(
    "bullhorn",
    "Bullhorn",
    frozenset(
        {
            "external id",
            "address country name",
            "address address1",
            "client corporation external id",
        }
        | {"is deleted", "mass mail opt out", "owner name", "employee type", "num openings"}
        | {"primary skills name", "sms opt in", "date available", "company url"}
        | {"client corporation name", "client contact external id", "salary low"}
    ),
    {
        "candidates": {
            "id": "id|external id",
            "headline": "occupation",
            "employer": "company name",
            "skills": "skill set|primary skills name|skill list",
            "available": "date available",
            "wants": "employment preference|employee type",
            "expects": "",
            "about": "description|comments",
            "city": "address city",
            "state": "address state",
            "country": "address country name",
            "owner": "owner name",
        },
        "clients": {
            "id": "id|external id",
            "website": "company url",
            "industry": "business sector list|industry list",
            "about": "company description|notes",
            "city": "address city",
            "state": "address state",
            "country": "address country name",
        },
        "contacts": {
            "id": "id|external id",
            "client": "client corporation external id|client corporation id",
            "client_name": "client corporation name",
            "title": "occupation",
            "department": "division",
        },
        "assignments": {
            "id": "id|external id",
            "client": "client corporation external id|client corporation id",
            "client_name": "client corporation name",
            "contact": "client contact external id|client contact id",
            "kind": "employment type",
            "positions": "num openings",
            "brief": "description",
            "opened": "date added",
            "city": "address city",
            "state": "address state",
            "country": "address country name",
            "owner": "owner name",
        },
    },
)
RECRUITEE = Preset(
    "recruitee",
    "Recruitee",
    frozenset({"cover letter", "social links", "emails", "phones", "sources", "jobs"}),
    {
        "candidates": {
            "name": "name",
            "email": "emails|email",
            "phone": "phones|phone",
            "tags": "tags",
            "source": "sources|source",
            "profile_link": "social links",
            "website": "links",
            "about": "cover letter",
        }
    },
)
TEAMTAILOR = Preset(
    "teamtailor",
    "Teamtailor",
    frozenset(
        {"pitch", "sourced", "referred", "connected", "internal", "unsubscribed"}
        | {"original resume", "referring site"}
    ),
    {
        "candidates": {
            "id": "candidate id|id",
            "profile_link": "linkedin url|linkedin profile",
            "about": "pitch|resume summary",  # its "resume" is the address of a file
            "tags": "tags|candidate tags",
            "source": "referring site|source",
        }
    },
)
LINKEDIN = Preset(
    "linkedin",
    "LinkedIn",
    frozenset(
        {"connected on", "url", "profile url", "active project", "public profile url"}
        | {"current title", "current company", "sourcing channels", "hiring state id"}
    ),
    {
        "candidates": {
            "headline": "current title|position|headline",
            "employer": "current company|company",
            "profile_link": "public profile url|profile url|url",
            "id": "candidate id",
            "email": "email address|email|emails",
            "phone": "phone numbers|phone number",
            "source": "sourcing channels",
            "city": "location",
            "about": "notes|feedback",
        }
    },
)
CARERIX = Preset(
    "carerix",
    "Carerix",
    frozenset(
        {"current employer name", "creation date", "last contact date", "consent expiry date"}
        | {"cv attachment count"}
    ),
    {
        "candidates": {
            "id": "employee id|id",
            "employer": "current employer name",
            "email": "email address",
            "mobile": "mobile number",
            "phone": "phone number|home phone number",
            "city": "home city|city",
            "country": "home country|country",
            "available": "available from|availability date",
        }
    },
)
PRESETS = (ZOHO, BULLHORN, RECRUITEE, TEAMTAILOR, LINKEDIN, CARERIX)
