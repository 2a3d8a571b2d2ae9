from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from clients.models import Client, Contact
from processes.importing.linking import Known
from processes.importing.row import BadCell, Row
from processes.importing.whereabouts import place_of
from processes.models import Assignment, EventKind, Kind, Outcome, Unanswered
from processes.timeline import record

INTERIM = {"contract", "contractor", "temp", "temporary", "interim", "freelance", "consultant"}
SEARCH = {"retained", "retained search", "executive", "executive search", "search", "headhunting"}
FILLED = {"filled", "hired", "placed", "won", "completed"}
CANCELLED = {"cancelled", "canceled", "closed", "declined", "inactive", "withdrawn", "archived"}
LOST = {"lost", "filled by client", "filled by competitor", "filled elsewhere"}


def take_in(row: Row, known: Known, mine: Assignment | None) -> Assignment:
    """An assignment as it runs: opened when the file says, a weekly call owed from now.

    The first calls and the schedule were owed when it was opened, in another system.
    """
    client = known.client(row)
    contact = known.contact(row, client)
    zone = client.working_hours().zone
    opened_at = row.moment("opened", zone) or known.at
    assignment = mine or Assignment(
        client=client,
        owner=known.owner(row),
        opened_at=min(opened_at, known.at),
        kind=kind_of(row),
        ordered_by=contact,
        decider=decider_of(client, contact),
    )
    if mine and mine.client_id != client.pk:
        raise BadCell("client", _("This assignment belongs to another client here."))
    said = {
        "title": row.needed("title"),
        "brief": row.paragraphs(row.text("brief"), row.text("public_brief")),
        "place": place_of(row) or row.text("place"),
        "pay": pay_of(row),
        "positions": row.number("positions"),
    }
    known.write(assignment, said)
    if contact:
        assignment.contacts.add(contact)
    if mine is None:
        assignment.plan_reports(at=known.at)
        record(
            EventKind.IMPORTED,
            by=known.by,
            at=known.at,
            assignment=assignment,
            what="assignment",
            source=known.source,
            status=row.text("status"),
        )
    if outcome := outcome_of(row):
        known.finished.append((row, assignment, outcome))
    return assignment


def close_finished(known: Known) -> Iterator[tuple[Row, str]]:
    """Closes what the other system had closed, once everybody on it has been taken in.

    Yields the rows of those that stay open, for somebody on them waits for an answer (K1): the
    next import tries them again.
    """
    for row, assignment, outcome in known.finished:
        if assignment.is_open:
            words = _("Closed in the system it was imported from.")
            try:
                assignment.close(
                    outcome, words=words, by=known.by, at=known.at, answered_elsewhere=True
                )
            except Unanswered as refusal:
                known.look_again("assignments", row)
                yield row, str(refusal)


def kind_of(row: Row) -> str:
    word = row.word("kind")
    if word in INTERIM:
        return Kind.INTERIM
    return Kind.SEARCH if word in SEARCH else Kind.PERMANENT


def outcome_of(row: Row) -> str:
    """Empty for one that runs; one that is on hold runs too, for its client waits for a word."""
    word = row.word("status")
    if word in FILLED:
        return Outcome.FILLED
    if word in LOST:
        return Outcome.LOST
    return Outcome.CANCELLED if word in CANCELLED else ""


def pay_of(row: Row) -> str:
    """The offered pay as it is read: USD 90,000–120,000."""
    amounts = [thousands(row.text(column)) for column in ("pay_from", "pay_to")]
    pay = "–".join(dict.fromkeys(filter(None, amounts))) or row.text("pay")
    return f"{row.text('currency')} {pay}".strip() if pay else ""


def thousands(amount: str) -> str:
    is_whole = amount.isascii() and amount.isdigit() and len(amount) < 16
    return f"{int(amount):,}" if is_whole else amount


def decider_of(client: Client, contact: Contact | None) -> Contact | None:
    """Who decides: the contact named, unless of HR where only one other decides (C1)."""
    if contact is None or contact.decides:
        return contact
    deciding = list(client.contacts.active().filter(decides=True)[:2])
    return deciding[0] if len(deciding) == 1 else contact
