"""The seven tables, their columns, and the names that other systems give these columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from processes.importing.labels import plain, ways_of_writing
from processes.importing.presets import PRESETS, Names, Preset

PERSON = {
    "first_name": "first name|forename|given name|fornamn|imie|voornaam",
    "last_name": "last name|surname|family name|efternamn|nazwisko|achternaam",
    "name": "name|full name|candidate name|contact name|namn",
    "email": "email|e mail|email address|primary email|candidate email|contact email|e post",
    "mobile": "mobile|mobile phone|cell|cell phone|mobiltelefon",
    "phone": "phone|telephone|phone number|work phone|telefon|telefoon",
}
LINKS = {
    "candidate": "candidate id|candidate record id|applicant id|talent id",
    "candidate_email": "candidate email|applicant email|email",
    "candidate_name": "candidate name|candidate|applicant",
    "assignment": "job opening id|job id|job order id|position id|vacancy id|posting id",
    "assignment_title": "posting title|job title|job opening|job opening name|vacancy|job",
}
CLIENT_LINK = {
    "client": "account id|client id|company id|customer id",
    "client_name": "account name|client name|client|account|company|company name|customer",
}
PLACE = {
    "city": "city|billing city|mailing city|town|ort|stad|miasto|plaats",
    "state": "state|billing state|mailing state|state province|province|region",
    "country": "country|billing country|mailing country|land|kraj",
}
OWNER = {"owner": "owner|account manager|recruiter|assigned recruiter|record owner|assigned to"}


@dataclass(frozen=True)
class Table:
    """One of the seven: its columns with the names they go by; ``needs`` lists alternatives."""

    name: str
    label: str | Promise
    file_words: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    columns: dict[str, str]

    def columns_of(self, header: Sequence[str], also: Names | None = None) -> dict[str, int]:
        """Where in a header each of our columns stands; of two names the earlier listed wins.

        ``also``: further names, of a system that is known, which win over those listed here; an
        empty one says that the system has no such column, whatever its labels look like.
        """
        known: dict[str, int] = {}
        for place, label in reversed(list(enumerate(header))):
            known |= dict.fromkeys(ways_of_writing(label), place)
        found: dict[str, int] = {}
        own = {name: said for name, said in self.columns.items() if (also or {}).get(name) != ""}
        for names in (also or {}, own):
            for column, written in names.items():
                for name in written.split("|") if column not in found else ():
                    if name in known and known[name] not in found.values():
                        found[column] = known[name]
                        break
        return found

    def explains(self, header: Sequence[str], also: Names | None = None) -> float:
        """How much of a header this table accounts for, from 0 to 1; 0 when a need is not met."""
        found = self.columns_of(header, also)
        if self.lacks(found):
            return 0
        return len(found) / max(sum(1 for label in header if label), 1)

    def lacks(self, found: dict[str, int]) -> list[tuple[str, ...]]:
        """Of which columns one is needed and none is there."""
        return [either for either in self.needs if not any(column in found for column in either)]


CLIENTS = Table(
    "clients",
    _("Clients"),
    ("client", "account", "compan", "customer"),
    (("name",),),
    {
        "id": "id|record id|account id|client id|company id|customer id",
        "name": "account name|client name|company name|company|client|account|name|foretag|bedrijf",
        "status": "status|account status|client status",
        "phone": PERSON["phone"],
        "website": "website|web site|url|homepage",
        "industry": "industry|sector|bransch|branche",
        "about": "description|about|notes|comments",
        **PLACE,
        **OWNER,
    },
)
CONTACTS = Table(
    "contacts",
    _("Contacts"),
    ("contact",),
    (("first_name", "name", "last_name"), ("client", "client_name")),
    {
        "id": "id|record id|contact id",
        **CLIENT_LINK,
        **PERSON,
        "title": "title|job title|position|designation|role|befattning|stanowisko|functie",
        "department": "department|avdelning|afdeling",
        "language": "language|sprak|jezyk|taal",
    },
)
CANDIDATES = Table(
    "candidates",
    _("Candidates"),
    ("candidate", "applicant", "talent"),
    (("first_name", "name", "last_name"),),
    {
        "id": "id|record id|candidate id|applicant id",
        **PERSON,
        **PLACE,
        "status": "candidate status|status|candidate stage",
        "source": "source|candidate source|lead source",
        "headline": "current job title|job title|title|headline|position",
        "employer": "current employer|employer|current company|company",
        "years": "years of experience|experience in years|experience",
        "profile_link": "linkedin|linkedin profile|linkedin url|profile link|profile",
        "website": "website|portfolio|web site",
        "skills": "skill set|skills|skillset|key skills|kompetenser|umiejetnosci|vaardigheden",
        "languages": "languages|languages spoken|language skills|spoken languages|talen|jezyki",
        "tags": "tags|tag|candidate tags|labels|hotlists|taggar|tagi",
        "expects": "expected salary|expected pay|desired salary|expected rate|day rate"
        "|salary expectation|salary expectations|loneansprak|oczekiwania finansowe",
        "expects_from": "expected salary from|expected salary min|minimum expected salary",
        "expects_to": "expected salary to|expected salary max|maximum expected salary",
        "currency": "currency|expected salary currency|salary currency|valuta|waluta",
        "per": "salary per|paid per|salary period|rate period|per",
        "available": "available from|available on|availability|date available|available"
        "|availability date|tillganglig fran|dostepny od|beschikbaar vanaf",
        "wants": "wants|work type|preferred employment|employment preference|looking for",
        "about": "resume|summary|notes|description|about|profile summary",
        "language": "language|sprak|jezyk|taal",
        **OWNER,
    },
)
ASSIGNMENTS = Table(
    "assignments",
    _("Assignments"),
    ("job", "assignment", "opening", "vacanc", "order"),
    (("title",), ("client", "client_name")),
    {
        "id": "id|record id|job opening id|job id|job order id|vacancy id",
        "title": "posting title|job title|title|job opening name|position|vacancy|role",
        **CLIENT_LINK,
        "contact": "contact id|hiring manager id|contact record id",
        "contact_email": "contact email|hiring manager email",
        "contact_name": "contact name|hiring manager|contact",
        "status": "job opening status|job status|status",
        "kind": "job type|employment type|type|kind",
        "currency": "currency",
        "pay_from": "salary from|pay from|minimum salary|min salary|rate from",
        "pay_to": "salary to|pay to|maximum salary|max salary|rate to",
        "pay": "salary|pay|salary range|rate",
        "positions": "number of positions|positions|openings|headcount",
        "brief": "job description|description|brief",
        "public_brief": "public description|public job description|advert",
        "place": "location|work location|place",
        **PLACE,
        "opened": "date opened|opened|opened on|opening date|created time|created at|created",
        **OWNER,
    },
)
SUBMISSIONS = Table(
    "submissions",
    _("Submissions"),
    ("submission", "application", "pipeline", "candidac"),
    (("candidate", "candidate_email", "candidate_name"), ("assignment", "assignment_title")),
    {
        "id": "id|record id|submission id|application id",
        **LINKS,
        "status": "submission status|status|application status|stage",
        "source": "source",
        "notes": "notes|comments|note",
        "at": "submission date|date submitted|submitted on|submitted at|created time|created at",
    },
)
INTERVIEWS = Table(
    "interviews",
    _("Interviews"),
    ("interview", "meeting"),
    (*SUBMISSIONS.needs, ("starts",)),
    {
        "id": "id|record id|interview id",
        **LINKS,
        "subject": "subject|interview name|interview title",
        "status": "interview status|status",
        "type": "interview type|type",
        "interviewer": "interviewer|interviewer name|interviewers",
        "interviewer_email": "interviewer email|interviewer e mail",
        "starts": "start time|starts|start|start date time|from|interview date|scheduled at",
        "ends": "end time|ends|end|end date time|to",
        "place": "location|place|venue",
        "link": "meeting link|link|video link|meeting url",
        "notes": "notes|comments|schedule comments",
    },
)
PLACEMENTS = Table(
    "placements",
    _("Placements"),
    ("placement", "hire"),
    (("submission", "candidate", "candidate_email"), ("starts",)),
    {
        "id": "id|record id|placement id",
        **LINKS,
        "submission": "submission id|application id",
        "status": "placement status|status",
        "type": "placement type|type|employment type",
        "rate_type": "rate type",
        "agreed": "offer date|date of offer|accepted on|signed on|placement date|hire date",
        "starts": "start date|starts on|starts|start",
        "ends": "end date|ends on|ends|end",
        "trial_ends": "trial end date|trial ends|probation end date|probation ends",
        "guarantee_ends": "guarantee end date|guarantee ends",
        "notes": "notes|comments",
    },
)
# What refers to another table comes after it.
TABLES = (CLIENTS, CONTACTS, CANDIDATES, ASSIGNMENTS, SUBMISSIONS, INTERVIEWS, PLACEMENTS)


BY_NAME = {table.name: table for table in TABLES}


def preset_of(header: Sequence[str]) -> Preset | None:
    """The system whose export has this header; None where it might be anybody's."""
    labels = {way for label in header for way in ways_of_writing(label)}
    fitting = [(preset.marks_in(labels), preset) for preset in PRESETS]
    marks, preset = max(fitting, key=lambda pair: pair[0])
    return preset if marks >= 2 else None


def best_table(header: Sequence[str], file: str = "") -> Table | None:
    """The table that explains most of the header; the file's name weighs in, little."""
    preset, name = preset_of(header), plain(file)

    def weight(table: Table) -> float:
        explained = table.explains(header, preset.names_of(table.name) if preset else None)
        named = any(word in name for word in table.file_words)
        return explained + 0.2 * named if explained else 0

    best = max(TABLES, key=weight)
    return best if weight(best) >= 0.25 else None
