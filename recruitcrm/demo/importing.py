"""A list from a fair that an admin has brought in: three people, and one row that was refused."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from processes.imports.chores import do_import
from processes.models import Import

LIST = """\
First name;Last name;E-mail;City;Title;Skills;Expected salary;Available from
Ylva;Sandgren;ylva.sandgren@people.example;Västerås;Payroll clerk;Payroll;38 000 SEK a month;now
Piotr;Zawadzki;piotr.zawadzki@people.example;Gdańsk;HR partner;HR, Law;14 000 PLN a month;
Femke;de Wit;femke.dewit@people.example;Utrecht;Recruiter;Sourcing, Interviews;;
Nils;Åberg;nils at people;Uppsala;HR manager;HR, Budget;;
"""


def bring_a_list(admin: User, *, at: datetime) -> Import:
    """Read, tried out and taken in, as the worker does it; it can be taken back from its page."""
    files = [("people-met-at-the-fair.csv", LIST.encode())]
    brought = Import.objects.begin(files, by=admin, at=at)
    do_import(brought.pk, at)
    brought.refresh_from_db()
    brought.try_out(at=at)
    do_import(brought.pk, at)
    brought.refresh_from_db()
    brought.take_in(at=at)
    do_import(brought.pk, at)
    brought.refresh_from_db()
    return brought
