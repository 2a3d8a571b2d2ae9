"""``manage.py first_admin``: a way in for whoever sets the product up; no default password."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils import timezone

from accounts.ending import reset_second_factor
from accounts.models import Action, Invitation, Role, User
from accounts.trail import note

COMMAND = "first_admin"
# One at a time: the number is any that nobody else uses for a lock.
TURN = 20_261_122


class Command(BaseCommand):
    help = (
        "Makes an admin and prints a link with which they come in: once, within seven days. "
        "Refuses where an admin can sign in already."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address they will sign in with")
        parser.add_argument("name", nargs="+", help="their name, as others will read it")
        parser.add_argument(
            "--language", default="en", choices=[code for code, _name in settings.LANGUAGES]
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="also where an admin is there: for whoever has lost every way in. Takes the "
            "second factors of this person away",
        )

    def handle(
        self, *, email: str, name: list[str], language: str, again: bool, **options: Any
    ) -> None:
        full_name = " ".join(" ".join(name).split())
        try:
            validate_email(email)
        except ValidationError as wrong:
            raise CommandError(f"{email} is no e-mail address.") from wrong
        if not full_name:
            raise CommandError("Write the name behind the address.")
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])
            user = self.admin(email.lower(), full_name, language, again=again)
            _invitation, address = Invitation.objects.invite(user, by=None, at=timezone.now())
            note(Action.INVITED, by=None, at=timezone.now(), about=user, source=COMMAND)
        self.stderr.write(
            f"{user.full_name} comes in by this link, once, within seven days. "
            "Whoever has it is an admin: hand it over in person."
        )
        self.stdout.write(address)

    def admin(self, email: str, full_name: str, language: str, *, again: bool) -> User:
        """The account that comes in; raises CommandError where there is no need of one."""
        there = User.objects.filter(role=Role.ADMIN, is_active=True)
        came = there.filter(last_login__isnull=False)
        if came.exists() and not again:
            raise CommandError(
                "An admin can sign in already and invites everybody else on the page People. "
                "Where all have lost their way in: --again."
            )
        user = User.objects.select_for_update(of=("self",)).filter(email__iexact=email).first()
        if user is None:
            if len(full_name) > (longest := User._meta.get_field("full_name").max_length or 0):
                raise CommandError(f"The name is too long: {longest} characters at most.")
            return User.objects.create_user(
                email, full_name=full_name, role=Role.ADMIN, language=language
            )
        if not user.is_staff_member:
            raise CommandError("A client's contact signs in with this address.")
        if user.role != Role.ADMIN and not again:
            raise CommandError(f"{user.full_name} is no admin. With --again they become one.")
        user.role, user.is_active = Role.ADMIN, True
        user.save(update_fields=["role", "is_active"])
        if again:
            reset_second_factor(user, by=None, at=timezone.now())
        return user
