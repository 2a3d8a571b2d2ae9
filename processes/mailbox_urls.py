"""Addresses of the mailbox page."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import mailbox

urlpatterns: list[URLPattern] = [
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", mailbox.letter, name="letter"),
    path("mailbox/<int:pk>/rendering/", mailbox.letter_rendering, name="letter_rendering"),
    path(
        "mailbox/<int:pk>/attachments/<int:attachment>/",
        mailbox.letter_attachment,
        name="letter_attachment",
    ),
    path("mailbox/<int:pk>/sending/", mailbox.letter_sending, name="letter_sending"),
    path("mailbox/<int:pk>/cancellation/", mailbox.letter_cancellation, name="letter_cancellation"),
]
