"""`manage.py hold_mail`: no letter leaves; said between restoring a backup and starting."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mailings.models import Letter, MailHold


class Command(BaseCommand):
    help = "Holds all mail until an admin lets it go again on the page of the mailbox."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("why", nargs="?", default="", help="everybody reads it on Today")

    def handle(self, *args: Any, why: str, **options: Any) -> None:
        MailHold.objects.begin(by="manage.py hold_mail", why=why, at=timezone.now())
        waiting = Letter.objects.waiting().count()
        self.stdout.write(f"All mail is held. {waiting} letters wait.")
