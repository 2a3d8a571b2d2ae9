"""Clients, their people and assignments by name: all kinds in one query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    IntegerField,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat, Lower

from accounts.models import User
from accounts.search_names import Unaccented
from clients.models import Client, Contact
from processes.models import Assignment

Columns = tuple[Combinable, Combinable, Combinable, Combinable, Combinable, Combinable]
LINE = ("kind", "page", "name", "one", "two", "number", "other")
# The candidate that a contact is; not one whose record was closed or united with another.
FINDABLE = Case(
    When(candidate__closed_at=None, candidate__merged_into=None, then=F("candidate__pk"))
)


def lines(typed: str, user: User, size: int) -> Iterable[tuple[Any, ...]]:
    """All but candidates, in one query; names that are only alike where none is the same.

    Kind, id of the page, name, two details, a number (a contact's id, 1 for closed), and the id
    of the candidate that a contact is, else 0.
    """
    clients = Client.objects.visible_to(user)
    full_name = Concat("first_name", Value(" "), "last_name", output_field=TextField())
    closed = Case(
        When(closed_at__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    assignments = Assignment.objects.visible_to(user).named(typed)
    assignments = assignments.order_by(F("closed_at").desc(nulls_first=True), "-opened_at")
    contacts = Contact.objects.filter(client__in=clients)
    alike = {"plain_name__trigram_strict_word_similar": Lower(Unaccented(Value(typed)))}
    client = (F("pk"), F("name"), F("industry"), F("city"), closed, Value(0))
    contact = (
        F("client_id"),
        full_name,
        F("title"),
        F("client__name"),
        F("pk"),
        Coalesce(FINDABLE, 0),
    )
    parts: list[QuerySet[Any, Any]] = []
    of_a_name: tuple[tuple[str, Any, Columns], ...] = (
        ("client", clients.order_by("plain_name", "pk"), client),
        ("contact", contacts.order_by("-is_active", "plain_name", "pk"), contact),
    )
    for kind, rows, columns in of_a_name:
        same = rows.named(typed)
        only_alike = rows.filter(~Exists(same.order_by()), **alike)
        parts += [_as_lines(some, kind, columns)[:size] for some in (same, only_alike)]
    of_a_title = (F("pk"), F("title"), F("client__name"), Value(""), closed, Value(0))
    parts.append(_as_lines(assignments, "assignment", of_a_title)[:size])
    return parts[0].union(*parts[1:], all=True)


def _as_lines(
    rows: QuerySet[Any, Any],
    kind: str,
    columns: Columns,
) -> QuerySet[Any, Any]:
    """The same columns of the same types for every kind, so that they make one query."""
    page, name, one, two, number, other = columns
    told: QuerySet[Any, Any] = rows.annotate(
        line_kind=Value(kind, output_field=CharField()),
        line_page=Cast(page, BigIntegerField()),
        line_name=Cast(name, TextField()),
        line_one=Cast(one, TextField()),
        line_two=Cast(two, TextField()),
        line_number=Cast(number, BigIntegerField()),
        line_other=Cast(other, BigIntegerField()),
    )
    return told.values_list(*(f"line_{name}" for name in LINE))
