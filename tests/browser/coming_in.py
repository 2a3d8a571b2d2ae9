"""People who have come in: by applying, from a list, with documents, twice, into pools."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile

from candidates.models import Candidate, Document, PerhapsTheSame, TwinReason
from candidates.reading_files import read_document
from candidates.uploads import looked_at
from processes.imports.chores import do_import
from processes.merging.uniting import unite
from processes.models import Import, Vacancy
from recruitcrm.demo.documents import blank
from recruitcrm.demo.finding import keep_who_was_found
from recruitcrm.demo.importing import LIST, bring_a_list
from recruitcrm.demo.vacancies import apply, published
from tests.cast import Cast
from tests.processes.vacancies.story import PAY

CV = b"""Amira Lundqvist
amira@people.example, +46 70 174 06 05, https://www.linkedin.com/in/amira-lundqvist
Payroll manager. Skills: Hogia, SQL, Excel. Languages: Swedish, English, Arabic
"""


def come_in(people: Cast, long: str, *, at: datetime) -> Vacancy:
    """Something for every page of finding, keeping and bringing in; ``long`` is a word too long."""
    known = [people.amira, people.jonas, people.ewa]
    keep_who_was_found([people.nina, people.rasmus], known, at=at)
    bring_a_list(people.ada, at=at)
    begun = Import.objects.begin([(f"{long}.csv", LIST.encode())], by=people.ada, at=at)
    do_import(begun.pk, at)
    for name, content in (("CV.txt", CV), (f"{long}.pdf", blank()), ("B.pdf", blank(locked=True))):
        upload = looked_at(ContentFile(content, name=name))
        Document.objects.take_in(people.amira, upload, kind="cv", by=people.nina, at=at)
    for pk in Document.objects.waiting().values_list("pk", flat=True):
        read_document(pk, at=at)
    come_twice(people, long, at=at)
    vacancy = published(people.data_engineer(**PAY), at)
    apply(vacancy, "Maja", long, "maja@people.example", long, at, 1)
    apply(vacancy, people.jonas.first_name, "Krantz", people.jonas.email, "Called back.", at, 1)
    return vacancy


def come_twice(people: Cast, long: str, *, at: datetime) -> None:
    """One pair that nobody has looked at, and one that was made one."""
    again, once = (
        Candidate.objects.create(
            first_name="Amira",
            last_name=name,
            email=f"{name}.{long}@people.example",
            phone="+46 70 174 06 05",
            headline=long,
            city="Gävle",
            owner=people.nina,
        )
        for name in ("Lundquist", "Lundkvist")
    )
    pair = sorted([people.amira.pk, again.pk])
    reasons = [TwinReason.NAME_CITY, TwinReason.PHONE]
    PerhapsTheSame.objects.create(first_id=pair[0], second_id=pair[1], reasons=reasons, found_at=at)
    unite(again, once, {}, by=people.nina, at=at)
