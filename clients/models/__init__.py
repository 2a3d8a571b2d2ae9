from clients.models.client import CannotBeClosed, Client, ClientIsClosed
from clients.models.contact import CannotBeInvited, Contact, ContactRole
from clients.models.note import ClientNote

__all__ = [
    "CannotBeClosed",
    "CannotBeInvited",
    "Client",
    "ClientIsClosed",
    "ClientNote",
    "Contact",
    "ContactRole",
]
