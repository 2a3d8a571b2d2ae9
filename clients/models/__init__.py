from clients.models.client import Client
from clients.models.contact import CannotBeInvited, Contact, ContactRole
from clients.models.note import ClientNote

__all__ = ["CannotBeInvited", "Client", "ClientNote", "Contact", "ContactRole"]
