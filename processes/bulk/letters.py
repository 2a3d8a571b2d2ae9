"""A letter each to many candidates: in everybody's own language, from a text per language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from accounts.models import Agency, User
from candidates.models import Candidate
from processes import words
from processes.bulk.left_out import LeftOut
from processes.bulk.steps import Step
from processes.models import BulkKind, BulkStep, Candidacy, Event, EventKind
from processes.models.letter_text import LANGUAGES
from processes.words.drafting import Draft, Text, placeholders_in, text_in_force

TEXTS = ("keep_in_touch", "word")  # to begin with
KNOWN = ("first_name", "full_name", "agency", "recruiter", "phone")
CONSENT = [EventKind.CONSENT_GIVEN, EventKind.CONSENT_TAKEN_BACK]


def language_of(person: Candidate) -> str:
    return person.language if person.language in LANGUAGES else "en"


def beginning(kind: str, language: str) -> Text:
    """The text in force, without lines about what a letter to many knows nothing of."""
    text = text_in_force(kind, language)
    lines = text.body.replace("\r\n", "\n").split("\n")
    body = "\n".join(line for line in lines if set(placeholders_in(line)) <= set(KNOWN))
    fits = set(placeholders_in(text.subject)) <= set(KNOWN)
    return Text(text.subject if fits else "", body)


@dataclass(frozen=True)
class Writing(Step):
    kind = BulkKind.LETTER
    text: str
    texts: Mapping[str, Text]  # by language
    by: User

    def left_out(self, people: Sequence[Candidate]) -> dict[int, LeftOut]:
        """Whom no letter reaches, who took back a consent, and who is only the client's to ask."""
        reasons = dict.fromkeys(taken_back(people), LeftOut.TOOK_BACK)
        reasons |= dict.fromkeys(clients_own(people), LeftOut.CLIENTS_OWN)
        for person in people:
            if not words.can_be_written_to(person):
                reasons[person.pk] = LeftOut.NO_ADDRESS
        return reasons

    def carry_out(self, people: Sequence[Candidate], bulk: BulkStep) -> None:
        agency = Agency.current()
        for person in people:
            words.write(
                self.text,
                self.drafted(person, agency),
                to=person,
                by=bulk.by,
                at=bulk.at,
                key=f"bulk:{bulk.pk}:{person.pk}",
                occasion=bulk,
                language=language_of(person),
            )

    def drafted(self, person: Candidate, agency: Agency) -> Draft:
        facts = {
            "first_name": person.first_name,
            "full_name": person.full_name,
            "agency": agency.name,
            "recruiter": self.by.full_name,
            "phone": self.by.phone or agency.phone,
        }
        return self.texts[language_of(person)].filled(facts)

    def facts(self) -> dict[str, Any]:
        return {"subjects": {language: text.subject for language, text in self.texts.items()}}

    def samples(self, people: Sequence[Candidate]) -> list[tuple[Candidate, Draft]]:
        """The letter to the first of each language, as it goes out."""
        agency = Agency.current()
        first: dict[str, Candidate] = {}
        for person in people:
            first.setdefault(language_of(person), person)
        return [(person, self.drafted(person, agency)) for person in first.values()]


def clients_own(people: Sequence[Candidate]) -> list[int]:
    """Who is a client's own candidate on something open, and not to be approached by us (C8)."""
    rows = Candidacy.objects.in_play().filter(
        candidate__in=people,
        is_clients_own=True,
        contact_agreed_at=None,
        assignment__closed_at=None,
    )
    return list(rows.values_list("candidate", flat=True))


def taken_back(people: Sequence[Candidate]) -> list[int]:
    """Of whom the last word about consent is that they took it back."""
    said = Event.objects.standing().filter(candidate=OuterRef("pk"), kind__in=CONSENT)
    last = Subquery(said.newest_first().values("kind")[:1])
    found = Candidate.objects.filter(pk__in=[person.pk for person in people])
    taken = found.annotate(last_word=last).filter(last_word=EventKind.CONSENT_TAKEN_BACK)
    return list(taken.values_list("pk", flat=True))
