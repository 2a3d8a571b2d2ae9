"""Addresses of the mailbox page."""

from __future__ import annotations

from django.urls import URLPattern, path

from processes.views import mail_hold, mailbox

urlpatterns: list[URLPattern] = [
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/hold/", mail_hold.mail_hold, name="mail_hold"),
    path(
        "mailbox/hold/cancellation/",
        mail_hold.mail_hold_cancellation,
        name="mail_hold_cancellation",
    ),
    path("mailbox/hold/end/", mail_hold.mail_hold_end, name="mail_hold_end"),
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
