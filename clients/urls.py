from __future__ import annotations

from django.urls import path

from clients.views import clients, closing, contacts, notes, own, portal_access

urlpatterns = [
    path("clients/", clients.clients, name="clients"),
    path("clients/new/", clients.client_new, name="client_new"),
    path("clients/<int:pk>/", clients.client, name="client"),
    path("clients/<int:pk>/edit/", clients.client_edit, name="client_edit"),
    path("clients/<int:pk>/closing/", closing.client_closing, name="client_closing"),
    path("clients/<int:pk>/reopening/", closing.client_reopening, name="client_reopening"),
    path("clients/<int:pk>/notes/new/", notes.client_note_new, name="client_note_new"),
    path("clients/<int:pk>/contacts/new/", contacts.contact_new, name="contact_new"),
    path("contacts/<int:pk>/edit/", contacts.contact_edit, name="contact_edit"),
    path("contacts/<int:pk>/portal/", portal_access.contact_portal, name="contact_portal"),
    path(
        "contacts/<int:pk>/portal/withdrawal/",
        portal_access.contact_portal_withdrawal,
        name="contact_portal_withdrawal",
    ),
    path(
        "contacts/<int:pk>/portal/removal/",
        portal_access.contact_portal_removal,
        name="contact_portal_removal",
    ),
    path(
        "contacts/<int:pk>/calendar/renewal/",
        portal_access.contact_calendar_renewal,
        name="contact_calendar_renewal",
    ),
    path("account/calendar/", own.own_calendar, name="own_calendar"),
    path("account/calendar/renewal/", own.own_calendar_renewal, name="own_calendar_renewal"),
    path("account/language/", own.own_language, name="own_language"),
    path("contacts/<int:pk>/leaving/", contacts.contact_leaving, name="contact_leaving"),
    path("contacts/<int:pk>/return/", contacts.contact_return, name="contact_return"),
]
