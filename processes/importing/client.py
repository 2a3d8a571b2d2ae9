from __future__ import annotations

from clients.models import Client
from processes.importing.linking import Known
from processes.importing.people import phone_of
from processes.importing.row import Row
from processes.importing.whereabouts import country_of, time_zone_of
from processes.models import EventKind
from processes.timeline import record


def take_in(row: Row, known: Known, mine: Client | None) -> Client:
    """A client, or what the row changes of one; one of the same name here is taken for it."""
    name = row.needed("name")
    same = None if mine else Client.objects.filter(name__iexact=name).order_by("pk").first()
    if same and known.is_linked("clients", same):
        same = None
    client = mine or same or Client(owner=known.owner(row), created_at=known.at)
    country = country_of(row, otherwise=client.country if client.pk else known.agency.country)
    said = {
        "name": name,
        "industry": row.text("industry"),
        "city": row.text("city"),
        "country": country,
        "time_zone": time_zone_of(row, country),
        "phone": phone_of(row, country),
        "website": row.link("website"),
        "about": row.text("about"),
    }
    known.write(client, said, keep=same is not None)
    if mine is None:
        record(
            EventKind.IMPORTED,
            by=known.by,
            at=known.at,
            client=client,
            what="client",
            source=known.source,
            status=row.text("status"),
        )
    return client
