"""What an import knows: rows of the other system and what they became here."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import Agency, User
from accounts.search_names import Unaccented
from candidates.models import Candidate
from clients.models import Client, Contact
from processes.importing.records import Records
from processes.importing.row import BadCell, Row
from processes.importing.writing import Written, write
from processes.models import Assignment, Candidacy, ImportedRecord

LONGEST_KEY = 80
# What identifies a row of a table that has no ids.
WITHOUT_ID = {
    "clients": ("name",),
    "contacts": ("email", "client", "client_name", "name", "first_name", "last_name"),
    "candidates": ("email", "name", "first_name", "last_name"),
    "assignments": ("title", "client", "client_name"),
    "submissions": ("candidate", "candidate_email", "assignment", "assignment_title"),
    "interviews": ("candidate", "candidate_email", "assignment", "assignment_title", "starts"),
    "placements": ("submission", "candidate", "candidate_email", "assignment", "assignment_title"),
}


@dataclass
class Known:
    """By whom and when, and every link between the other system's ids and our rows."""

    source: str
    by: User
    at: datetime
    agency: Agency
    seen: dict[tuple[str, str], Row] = field(default_factory=dict)
    heard: dict[tuple[str, str], datetime] = field(default_factory=dict)
    finished: list[tuple[Row, Assignment, str]] = field(default_factory=list)
    overwrite: bool = False  # what is filled here already, where the file says something else
    chosen: Candidate | None = None  # whom somebody has said this row to be
    undecided: set[tuple[str, str]] = field(default_factory=set)
    wrote: Written | None = None  # by the row that is taken in now
    owners: dict[str, User | None] = field(default_factory=dict)  # by what a row calls them
    addresses: dict[str, Row] = field(default_factory=dict)  # of candidates further up
    _newest: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.records = Records(self.source, self.at)

    def key_of(self, table: str, row: Row) -> str:
        """The other system's id; for a table without ids what tells its rows apart."""
        if "id" in row.labels:
            key = row.needed("id")
        else:
            key = " · ".join(row.text(column).casefold() for column in WITHOUT_ID[table])
        return key if len(key) <= LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()

    def see(self, table: str, key: str, row: Row) -> None:
        """Refuses an id that has stood further up, in this file or another of its table."""
        if other := self.seen.get((table, key)):
            raise BadCell(
                "id",
                _("“%(key)s” stands in line %(line)d of %(file)s already.")
                % {"key": key, "line": other.line, "file": other.file},
            )
        self.seen[table, key] = row

    def hear(self, row: Row, moment: datetime | None) -> None:
        """Remembers when something first happened between a candidate and an assignment."""
        if moment:
            pair = self._pair(row)
            self.heard[pair] = min(moment, self.heard.get(pair, moment))

    def first_heard_of(self, row: Row) -> datetime | None:
        return self.heard.get(self._pair(row))

    def _pair(self, row: Row) -> tuple[str, str]:
        who = row.text("candidate") or row.text("candidate_email") or row.text("candidate_name")
        return who.casefold(), (row.text("assignment") or row.text("assignment_title")).casefold()

    def record(self, table: str, key: str) -> ImportedRecord | None:
        return self.records.get(table, key)

    def look_again(self, table: str, row: Row) -> None:
        self.records.look_again(table, self.key_of(table, row))

    def write(self, mine: models.Model, said: dict[str, Any], *, keep: bool = False) -> None:
        """Sets what a row says; ``keep``: of what was here before, what is filled stays."""
        self.wrote = write(mine, said, keep=keep and not self.overwrite)

    def newest_of(self, label: str) -> int:
        """The newest row of a table when first asked for: what is newer came with this import."""
        if label not in self._newest:
            newest = apps.get_model(label)._base_manager.aggregate(newest=models.Max("pk"))
            self._newest[label] = newest["newest"] or 0
        return self._newest[label]

    def is_linked(self, table: str, mine: models.Model) -> bool:
        """Whether another row of the table has become this one already."""
        return self.records.has(table, mine)

    def became(self, table: str, row: Row) -> None:
        """The row is here: whoever comes with the same address further down is told so."""
        if table == "candidates" and (email := row.first("email")):
            self.addresses.setdefault(email.casefold(), row)

    def seen_with(self, email: str) -> Row | None:
        """The row further up that told of a candidate with this address."""
        return self.addresses.get(email.casefold()) if email else None

    # Links: by id where the row has one, else by address or name, which must be one of a kind.
    def client(self, row: Row) -> Client:
        found: Client = self._linked(
            row, "clients", ("client", "client_name"), Client.objects.filter, "name__iexact"
        )
        return found

    def candidate(self, row: Row) -> Candidate:
        if row.text("candidate_email") or row.text("candidate"):
            columns, lookup = ("candidate", "candidate_email"), "email__iexact"
        else:
            columns, lookup = ("candidate", "candidate_name"), "plain_name"
        found: Candidate = self._linked(
            row, "candidates", columns, Candidate.objects.findable().filter, lookup
        )
        if found.closed_at is not None:
            raise BadCell(columns[0], _("This person’s record is closed: we keep it no longer."))
        return found

    def assignment(self, row: Row) -> Assignment:
        found: Assignment = self._linked(
            row,
            "assignments",
            ("assignment", "assignment_title"),
            Assignment.objects.filter,
            "title__iexact",
        )
        return found

    def contact(self, row: Row, client: Client) -> Contact | None:
        """The contact an assignment names, if it names one."""
        of_client = client.contacts.filter
        if row.text("contact") or row.text("contact_email"):
            found: Contact = self._linked(
                row, "contacts", ("contact", "contact_email"), of_client, "email__iexact"
            )
        elif row.text("contact_name"):
            found = self._linked(
                row, "contacts", ("contact", "contact_name"), of_client, "plain_name"
            )
        else:
            return None
        if found.client_id != client.pk:
            raise BadCell("contact", _("This contact belongs to another client."))
        return found

    def submission(self, row: Row) -> Candidacy | None:
        if not row.text("submission"):
            return None
        found: Candidacy = self._linked(
            row, "submissions", ("submission", "submission"), Candidacy.objects.none().filter, "pk"
        )
        return found

    def _linked(
        self, row: Row, table: str, columns: tuple[str, str], matching: Any, lookup: str
    ) -> Any:
        by_id, by_name = columns
        if key := row.text(by_id):
            if (table, key) in self.undecided:
                raise BadCell(by_id, _("Somebody has to say first who “%(id)s” is.") % {"id": key})
            record = self.record(table, key)
            if record is None or record.object is None:
                raise BadCell(by_id, _("Nothing is known by the id “%(id)s”.") % {"id": key})
            return record.object
        name = row.needed(by_name)
        wanted = Lower(Unaccented(models.Value(name))) if lookup == "plain_name" else name
        found = list(matching(**{lookup: wanted})[:2])
        if not found:
            raise BadCell(by_name, _("“%(name)s” is not known.") % {"name": name})
        if len(found) > 1:
            raise BadCell(by_name, _("There are several “%(name)s”.") % {"name": name})
        return found[0]

    def owner(self, row: Row) -> User:
        """Whoever the row names, by address or name, if they work here; else who imports."""
        named = row.text("owner")
        if named and named not in self.owners:
            match = models.Q(email__iexact=named) | models.Q(full_name__iexact=named)
            self.owners[named] = User.objects.staff().filter(match).first()
        return self.owners.get(named) or self.by
