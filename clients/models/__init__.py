from clients.models.client import Client
from clients.models.contact import Contact, ContactRole
from clients.models.note import ClientNote

__all__ = ["Client", "ClientNote", "Contact", "ContactRole"]
