"""Two roles that anyone may read, and those who have applied for them from outside."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils.text import slugify

from candidates.models import Candidate
from candidates.uploads import looked_at
from processes.forms.vacancy import known_of
from processes.models import Assignment, Vacancy
from processes.vacancies.receiving import Sent, receive

MOST = 2
OPEN_FOR = timedelta(days=21)
ABOUT = """You take over a role that counts, with people who are glad that you come. The first \
weeks are yours to look around; then you decide with us what changes first.

- You report to whoever decides, without layers in between
- You work with a small team that knows its trade
- You say how it is done, and do some of it yourself"""
QUESTION = "What would you do in the first month?"
# First name, last name, what they answered, how long before now (hours).
NEW = (
    ("Milla", "Rosengren", "Listen for two weeks, then mend what everybody complains about.", 30),
    ("Tomas", "Eklöf", "Meet everybody who depends on it, and write down what they wait for.", 5),
)


def publish_vacancies(at: datetime) -> None:
    """The newest open assignments whose pay is known are published a week ago; three people have
    applied since, of whom one is here already."""
    open_ones = Assignment.objects.filter(closed_at=None, confidential=False, pay_from__gt=0)
    chosen = open_ones.select_related("client", "owner").order_by("-opened_at", "-pk")[:MOST]
    vacancies = [published(one, at) for one in chosen]
    for vacancy, (first, last, answer, hours) in zip(vacancies, NEW, strict=False):
        apply(vacancy, first, last, f"{slugify(first)}@people.example", answer, at, hours)
    for vacancy in vacancies[:1]:
        if known := whoever_is_here(vacancy):
            answer = "What I did in the last three places: find out what hurts most."
            apply(vacancy, known.first_name, known.last_name, known.email, answer, at, 3)


def published(assignment: Assignment, at: datetime) -> Vacancy:
    since = max(assignment.opened_at, at - timedelta(days=7))
    words = known_of(assignment) | {"language": "en", "about": ABOUT, "question": QUESTION}
    slug = f"{slugify(assignment.title)[:100]}-{assignment.pk:06d}"
    vacancy = Vacancy(assignment=assignment, slug=slug)
    vacancy.write(at=since, valid_until=(at + OPEN_FOR).date(), **words)
    vacancy.publish(by=assignment.owner, at=since)
    return vacancy


def whoever_is_here(vacancy: Vacancy) -> Candidate | None:
    """Somebody with an address whom nobody has thought of for this role."""
    others = Candidate.objects.findable().exclude(candidacies__assignment=vacancy.assignment)
    return others.exclude(email="").order_by("pk").first()


def apply(
    vacancy: Vacancy, first: str, last: str, email: str, answer: str, at: datetime, hours: int
) -> None:
    cv = f"{first} {last}\n{email}\n\n{vacancy.title}, six years\n".encode()
    sent = Sent(
        first_name=first,
        last_name=last,
        email=email,
        answer=answer,
        source="linkedin",
        upload=looked_at(ContentFile(cv, name="CV.txt")),
    )
    receive(vacancy, sent, at=max(at - timedelta(hours=hours), vacancy.changed_at))
