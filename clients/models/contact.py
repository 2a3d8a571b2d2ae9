from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models import F
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.ending import end_access, open_again, sign_out_everywhere
from accounts.letters import Invited, invite
from accounts.models import Role, User
from accounts.search_names import containing, plain
from clients.models.client import Client

if TYPE_CHECKING:
    from mailings.models import Letter


class ContactRole(models.TextChoices):
    HR = "hr", _("HR")
    HIRING_MANAGER = "hiring_manager", _("Hiring manager")
    OTHER = "other", _("Other")


class CannotBeInvited(Exception):
    """No invitation to the portal would reach this contact, and no other person."""


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: User) -> ContactQuerySet:
        return self.filter(client__in=Client.objects.visible_to(user))

    def active(self) -> ContactQuerySet:
        return self.filter(is_active=True)

    def named(self, typed: str) -> ContactQuerySet:
        return self.filter(containing("plain_name", typed))


class Contact(models.Model):
    """One of a client's people: who orders, who decides, who else hears from us."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="contacts")
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True)
    role = models.CharField(
        _("role"), max_length=16, choices=ContactRole, default=ContactRole.HIRING_MANAGER
    )
    decides = models.BooleanField(_("decides"), default=False)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, default="en")
    is_active = models.BooleanField(_("works there"), default=True)
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="contact"
    )
    # Part of the secret address of their calendar: the next number ends the address there was.
    calendar_version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    plain_name = models.GeneratedField(
        expression=plain("first_name", "last_name"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-is_active", "-decides", "plain_name", "pk"]
        indexes = [
            GinIndex(OpClass("plain_name", "gin_trgm_ops"), name="contacts_by_part_of_name"),
        ]
        constraints = [
            models.UniqueConstraint(
                "client",
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_contact_per_address_of_a_client",
            ),
            models.CheckConstraint(
                condition=~models.Q(first_name=""), name="a_contact_has_a_first_name"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=ContactRole.values), name="a_contact_has_a_known_role"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """Its place on the client's page."""
        return f"{reverse('client', args=[self.client_id])}#contact-{self.pk}"

    @property
    def full_name(self) -> str:
        """In one line, for it stands in headers of letters; an imported cell may have several."""
        return " ".join(f"{self.first_name} {self.last_name}".split())

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper()

    @transaction.atomic
    def keep(self, changed: list[str], *, at: datetime) -> None:
        """Writes what was edited; their account for the portal takes name and address along.

        Whoever reads the old mailbox is out: its invitation opens nothing any more, and no
        browser stays signed in.
        """
        self.save(update_fields=changed)
        if self.user is not None and changed:
            before = self.user.email
            self.user.email = self.email.lower() or before
            self.user.full_name, self.user.language = self.full_name, self.language
            self.user.save(update_fields=["email", "full_name", "language"])
            if self.user.email != before:
                self.user.invitations.withdraw(at=at)
                sign_out_everywhere(self.user)

    @transaction.atomic
    def leave(self, *, by: User, at: datetime) -> None:
        """No longer works there: no more letters, and no way into the portal."""
        self.is_active = False
        self.save(update_fields=["is_active"])
        self.close_portal(by=by, at=at)

    @transaction.atomic
    def come_back(self) -> None:
        """Works there again and gets letters; the portal opens by an invitation only."""
        self.is_active = True
        self.save(update_fields=["is_active"])

    @transaction.atomic
    def open_portal(self, *, by: User, at: datetime) -> Invited:
        """An account for the portal, and a letter with an invitation, good for seven days.

        Raises ``CannotBeInvited`` where no letter would arrive or somebody else has the address,
        and ``ClientIsClosed``.
        """
        # Whoever closes the client or invites at this moment is waited for, or waits.
        Client.objects.locked().get(pk=self.client_id).refuse_if_closed()
        self.refresh_from_db(fields=["user", "email", "is_active"])
        if not self.is_active or not self.email:
            raise CannotBeInvited(_t("Without an e-mail address nobody can be invited."))
        address = self.email.lower()
        if self.user is None:
            if User.objects.filter(email__iexact=address).exists():
                raise CannotBeInvited(_t("Somebody else signs in with this address already."))
            self.user = User.objects.create_user(
                address,
                full_name=self.full_name,
                role=Role.CLIENT,
                phone=self.phone,
                language=self.language,
                country=self.client.country,
                time_zone=self.client.working_hours().time_zone,
            )
            self.save(update_fields=["user"])
        elif not self.user.is_active:
            open_again(self.user)
        return invite(self.user, by=by, at=at)

    @transaction.atomic
    def close_portal(self, *, by: User, at: datetime) -> None:
        """No way into the portal any more, from now on and in every open browser."""
        if self.user is not None:
            self.renew_calendar()  # first: whoever changes a contact holds it before the account
            end_access(self.user, by=by, at=at)

    def renew_calendar(self) -> None:
        """Another secret address from now on; calendars at the one there was get nothing more."""
        Contact.objects.filter(pk=self.pk).update(calendar_version=F("calendar_version") + 1)
        self.refresh_from_db(fields=["calendar_version"])

    @transaction.atomic
    def read_in(self, language: str) -> None:
        """They have chosen the language of their pages, and so of what is written to them."""
        self.language = language
        self.save(update_fields=["language"])
        if self.user is not None:
            self.user.language = language
            self.user.save(update_fields=["language"])

    @property
    def sees_portal(self) -> bool:
        return self.is_active and self.user is not None and self.user.is_active

    def accepts_letter(self, letter: Letter) -> bool:
        """Asked directly before a letter goes out: still works there, still this address."""
        return self.is_active and self.email == letter.to
