from __future__ import annotations

import re
from base64 import b64encode
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import DatabaseError, models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.logos import DrawnLogo
from accounts.places import COUNTRIES, time_zone_choices, time_zone_exists
from accounts.showing import ShowsCandidates, known_showing
from accounts.working_time import WorkingHours
from mailings.models import Attachment
from mailings.pictures import content_id

COLOUR = re.compile(r"^#[0-9a-fA-F]{6}\Z")
LETTERHEAD = (200, 44)  # pixels that a logo may take at the head of a letter or a page


class Agency(ShowsCandidates):
    """The agency whose product this is: one row, its name on every letter and portal page."""

    name = models.CharField(_("name"), max_length=120, default="recruitcrm")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#0b5a63",
        validators=[RegexValidator(COLOUR.pattern, _("Write a colour as #0b5a63."))],
    )
    logo = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")
    logo_width = models.PositiveSmallIntegerField(null=True)
    logo_height = models.PositiveSmallIntegerField(null=True)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRIES, default="SE")
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        choices=time_zone_choices,
        default="Europe/Stockholm",
        validators=[time_zone_exists],
    )
    acknowledges = models.BooleanField(
        _("acknowledge applications at once"),
        default=True,
        help_text=_("Whoever applies and has an address gets a receipt by mail, at any hour."),
    )
    holding_goes_out_at = models.TimeField(
        _("holding messages go out at"),
        null=True,
        blank=True,
        help_text=_(
            "Those that nobody has touched, on the day when the word is due. "
            "Counts for messages that are prepared from now on."
        ),
    )
    shortlist_minimum = models.PositiveSmallIntegerField(
        _("people on a shortlist, at least"),
        default=3,
        db_default=3,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("With fewer presented, the assignment shows a risk and the next is proposed."),
    )
    asks_how_it_goes = models.BooleanField(
        _("ask by letter how it goes"),
        default=False,
        db_default=False,
        help_text=_(
            "After the signature both sides are asked three short questions. With this the letter "
            "goes out by itself when the time has come; without it somebody rings, or sends it."
        ),
    )
    requires_mfa = models.BooleanField(
        _("require a second factor of everybody here"),
        default=False,
        db_default=False,
        help_text=_(
            "Whoever has neither a passkey nor an authenticator app sets one up before anything "
            "else opens. Client contacts are not asked for one."
        ),
    )

    _only: ClassVar[int] = 1

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="only_one_agency"),
            models.CheckConstraint(
                condition=models.Q(logo=None, logo_width=None, logo_height=None)
                | models.Q(logo__isnull=False, logo_width__gt=0, logo_height__gt=0),
                name="a_logo_has_its_size",
            ),
            *known_showing("the_agency"),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Agency:
        """The agency, made with default values when nobody has named it yet.

        Where nothing may be written (behind the portal's wall) those are not kept.
        """
        with_logo = cls.objects.select_related("logo").defer("logo__content")
        if found := with_logo.filter(pk=cls._only).first():
            return found
        try:
            return with_logo.get_or_create(pk=cls._only)[0]
        except DatabaseError:
            return cls(pk=cls._only)

    def show_logo(self, logo: DrawnLogo) -> None:
        """Stands on all that is written from now on; what was written keeps the one it has."""
        self.logo = Attachment.objects.keep(
            filename="logo.png", content_type="image/png", content=logo.content
        )
        self.logo_width, self.logo_height = logo.width, logo.height
        self.save(update_fields=["logo", "logo_width", "logo_height"])

    def drop_logo(self) -> None:
        """Letters and pages show the name again. The picture stays for letters that have it."""
        self.logo, self.logo_width, self.logo_height = None, None, None
        self.save(update_fields=["logo", "logo_width", "logo_height"])

    @property
    def logo_size(self) -> tuple[int, int]:
        """Width and height at the head of a letter, in pixels; never larger than it is."""
        width, height = self.logo_width or 1, self.logo_height or 1
        shrink = min(1.0, LETTERHEAD[0] / width, LETTERHEAD[1] / height)
        return max(round(width * shrink), 1), max(round(height * shrink), 1)

    @property
    def logo_url(self) -> str:
        """The address of the logo for pages, another one for another logo; empty without one."""
        return reverse("logo", args=[self.logo.sha256]) if self.logo else ""

    @property
    def logo_beside(self) -> str:
        """The address of the logo in a letter's HTML, with which it is sent; empty without one."""
        return f"cid:{content_id(self.logo)}" if self.logo else ""

    @property
    def logo_inside(self) -> str:
        """The logo as a ``data:`` URL for documents that may load nothing; empty without one."""
        if self.logo is None:
            return ""
        return "data:image/png;base64," + b64encode(bytes(self.logo.content)).decode()

    @property
    def initial(self) -> str:
        return self.name[:1].lower()

    def working_hours(self) -> WorkingHours:
        return WorkingHours(country=self.country, time_zone=self.time_zone)
