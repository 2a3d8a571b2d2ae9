"""Who is perhaps here already: the same address, telephone or profile link, or a similar name.

A shared key is asked of its index, a similar name by its trigrams among those that begin alike; all
of it for many people at once in one statement. Not named is whom somebody has called another
person, who was made one with somebody else, and whom retention has closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import phonenumbers
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise

from candidates.models.candidate import Candidate
from candidates.models.twin_pair import NotTheSame, PerhapsTheSame, TwinReason
from candidates.models.which_candidates import CandidateQuerySet

# Of two names, by their trigrams: Jon and John Andersson have 0.7, Anna Berg and Anna Bergström
# 0.56; Lars Nyström and Lars Ekström, two people, 0.53.
ALIKE = 0.55
MOST = 8  # for one reason; whoever has more namesakes needs a search, not a list
SURE = frozenset({TwinReason.EMAIL, TwinReason.PHONE, TwinReason.LINK})

# Of a place or an employer only names that begin alike are compared, as either name is: an index
# has them side by side, and similar trigrams of a million names would have to be looked for.
ALIKE_IN = """
    SELECT id, '{reason}' AS reason FROM (
        SELECT DISTINCT begun.id, similarity(begun.plain_name, wanted.name) AS alike
        FROM unnest(CASE WHEN {known} <> '' THEN wanted.begins END) AS begin
        CROSS JOIN LATERAL (
            SELECT id, plain_name FROM candidates_candidate
            WHERE {same} AND plain_name >= begin AND plain_name < begin || 'zzzz'
            OFFSET 0 -- the index alone answers this, before anything is compared
        ) AS begun
        WHERE similarity(begun.plain_name, wanted.name) >= {alike}
    ) AS similar_ones
    JOIN candidates_candidate USING (id)
    WHERE {standing}
    ORDER BY alike DESC, id LIMIT {most}
"""
STANDING = "id <> wanted.own AND merged_into_id IS NULL AND closed_at IS NULL"
SAME_CITY = "plain_city = wanted.city"
SAME_EMPLOYER = "employer <> '' AND lower(immutable_unaccent(employer)) = wanted.employer"
IN_CITY = ALIKE_IN.format(
    reason="name_city",
    known="wanted.city",
    same=SAME_CITY,
    standing=STANDING,
    alike=ALIKE,
    most=MOST,
)
IN_EMPLOYER = ALIKE_IN.format(
    reason="name_employer",
    known="wanted.employer",
    same=SAME_EMPLOYER,
    standing=STANDING,
    alike=ALIKE,
    most=MOST,
)
TWINS = f"""
WITH wanted AS MATERIALIZED (
    SELECT n, own, upper(email) AS email,
           ARRAY[phone, phone_key(typed, country)] AS phones,
           link_key(link) AS link,
           plain.name,
           ARRAY(
               SELECT DISTINCT left(part, 2) FROM unnest(ARRAY[plain.name, plain.last]) AS part
               WHERE part <> ''
           ) AS begins,
           lower(immutable_unaccent(city)) AS city,
           lower(immutable_unaccent(employer)) AS employer
    FROM unnest(
        %(n)s::int[], %(own)s::bigint[], %(email)s::text[], %(phone)s::text[], %(typed)s::text[],
        %(country)s::text[], %(link)s::text[], %(name)s::text[], %(last)s::text[],
        %(city)s::text[], %(employer)s::text[]
    ) AS given (n, own, email, phone, typed, country, link, name, last, city, employer)
    CROSS JOIN LATERAL (
        SELECT lower(immutable_unaccent(given.name)) AS name,
               lower(immutable_unaccent(given.last)) AS last
    ) AS plain
)
SELECT n, twin.id, twin.reason
FROM wanted
CROSS JOIN LATERAL (
    (SELECT id, 'email' AS reason FROM candidates_candidate
     WHERE wanted.email <> '' AND upper(email) = wanted.email AND {STANDING} LIMIT {MOST})
    UNION ALL
    (SELECT id, 'phone' FROM candidates_candidate
     WHERE phone_key <> '' AND phone_key = ANY (wanted.phones) AND {STANDING} LIMIT {MOST})
    UNION ALL
    (SELECT id, 'link' FROM candidates_candidate
     WHERE link_key <> '' AND link_key = wanted.link AND {STANDING} LIMIT {MOST})
    UNION ALL ({IN_CITY})
    UNION ALL ({IN_EMPLOYER})
) AS twin
"""  # noqa: S608


@dataclass(frozen=True)
class Person:
    """What is known of somebody; ``exclude`` is their own record's number, if any."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""
    profile_link: str = ""
    city: str = ""
    employer: str = ""
    exclude: int | None = None

    @classmethod
    def of(cls, candidate: Candidate) -> Person:
        """What is known of a candidate, who is no twin of their own."""
        said = {each.name: getattr(candidate, each.name) for each in fields(cls)[:-1]}
        return cls(**said, exclude=candidate.pk)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Twin:
    """A candidate who is perhaps the same person, and why one thinks so."""

    candidate: Candidate
    reasons: list[TwinReason] = field(default_factory=list)

    @property
    def is_sure(self) -> bool:
        """Something is shared that few people share: an address, a number, a page."""
        return not SURE.isdisjoint(self.reasons)

    @property
    def labels(self) -> list[str | Promise]:
        return [reason.label for reason in self.reasons]


def twins_of(
    *,
    first_name: str = "",
    last_name: str = "",
    email: str = "",
    phone: str = "",
    country: str = "",
    profile_link: str = "",
    city: str = "",
    employer: str = "",
    exclude: int | None = None,
) -> list[Twin]:
    """Who is perhaps this person: those who share an address, a number or a page come first."""
    person = Person(
        first_name, last_name, email, phone, country, profile_link, city, employer, exclude
    )
    return twins_of_many([person])[0]


def twins_of_many(people: Sequence[Person]) -> list[list[Twin]]:
    """For each of these people, in their order, who is perhaps the same; three queries in all.

    A thousand at a time is about right.
    """
    found: list[dict[int, list[TwinReason]]] = [{} for _person in people]
    if people:
        for number, pk, reason in _asked(people):
            found[number].setdefault(pk, []).append(TwinReason(reason))
    told_apart = _told_apart(people, found)
    known = Candidate.objects.in_bulk({pk for one in found for pk in one})
    return [
        sorted(
            (
                Twin(known[pk], sorted(reasons, key=list(TwinReason).index))
                for pk, reasons in one.items()
                if pk in known and (person.exclude, pk) not in told_apart
            ),
            key=_in_order,
        )
        for person, one in zip(people, found, strict=True)
    ]


def e164(phone: str, country: str) -> str:
    """A telephone number as `phonenumbers` writes it for machines; "" for what is none."""
    try:
        number = phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _in_order(twin: Twin) -> tuple[bool, int, str, int]:
    return not twin.is_sure, -len(twin.reasons), twin.candidate.full_name, twin.candidate.pk


def _asked(people: Sequence[Person]) -> list[tuple[int, int, str]]:
    columns: dict[str, list[Any]] = {
        "n": list(range(len(people))),
        "own": [person.exclude or 0 for person in people],
        "email": [person.email.strip() for person in people],
        "phone": [e164(person.phone, person.country) for person in people],
        "typed": [person.phone for person in people],
        "country": [person.country for person in people],
        "link": [person.profile_link for person in people],
        "name": [person.name for person in people],
        "last": [person.last_name.strip() for person in people],
        "city": [person.city.strip() for person in people],
        "employer": [person.employer.strip() for person in people],
    }
    texts = {name: [_clean(each) for each in said] for name, said in columns.items()}
    with connection.cursor() as cursor:
        cursor.execute(TWINS, texts)
        return list(cursor.fetchall())


def _clean(said: Any) -> Any:
    """PostgreSQL knows no NUL, and whoever typed one has no twin by it."""
    return said.replace("\0", "") if isinstance(said, str) else said


def _told_apart(
    people: Iterable[Person], found: Sequence[dict[int, list[TwinReason]]]
) -> set[tuple[int | None, int]]:
    """Pairs of an own record and another that somebody has called two people, both ways round."""
    own = {person.exclude for person, one in zip(people, found, strict=True) if one} - {None}
    if not own:
        return set()
    rows = NotTheSame.objects.filter(Q(first__in=own) | Q(second__in=own))
    pairs = set(rows.values_list("first", "second"))
    return pairs | {(other, one) for one, other in pairs}


def with_perhaps_twice(people: CandidateQuerySet) -> CandidateQuerySet:
    """Each with whether a record was found that looks like theirs, as ``perhaps_twice``."""
    pairs = PerhapsTheSame.objects.open().filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")))
    return people.annotate(perhaps_twice=Exists(pairs.order_by()))
