from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.places import COUNTRIES, time_zone_choices, time_zone_exists
from accounts.working_time import WorkingHours

if TYPE_CHECKING:
    from mailings.models import Letter


class Role(models.TextChoices):
    RECRUITER = "recruiter", _("Recruiter")
    LEAD = "lead", _("Lead")
    ADMIN = "admin", _("Admin")
    CLIENT = "client", _("Client contact")


class People(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, **{"role": Role.ADMIN, **fields})

    def staff(self) -> models.QuerySet[User]:
        """Everyone of the agency who can sign in and be given work."""
        return self.filter(is_active=True).exclude(role=Role.CLIENT)


class User(AbstractBaseUser):
    """Somebody who signs in: one of the agency's people or a client's contact."""

    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(pgettext_lazy("of a person", "name"), max_length=120)
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.RECRUITER)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=2, default="en")
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, default="SE")
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        choices=time_zone_choices,
        default="Europe/Stockholm",
        validators=[time_zone_exists],
    )
    work_starts = models.TimeField(_("working day starts"), default=time(8))
    work_ends = models.TimeField(_("working day ends"), default=time(17))
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_address"),
            models.CheckConstraint(
                condition=models.Q(work_starts__lt=models.F("work_ends")),
                name="a_working_day_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="a_user_has_a_known_role"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_staff_member(self) -> bool:
        return self.role != Role.CLIENT

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN

    @property
    def leads(self) -> bool:
        return self.role in {Role.LEAD, Role.ADMIN}

    @property
    def first_name(self) -> str:
        return self.full_name.split(" ")[0]

    @property
    def initials(self) -> str:
        words = self.full_name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    def working_hours(self) -> WorkingHours:
        return WorkingHours(
            country=self.country,
            time_zone=self.time_zone,
            starts=self.work_starts,
            ends=self.work_ends,
        )

    def accepts_letter(self, letter: Letter) -> bool:
        """Asked directly before a letter goes out: still active, and still this address."""
        return self.is_active and self.email == letter.to

    def local(self, moment: datetime) -> datetime:
        return timezone.localtime(moment, self.working_hours().zone)
