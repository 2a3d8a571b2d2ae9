"""What a client wants, beside title, people and dates: the columns of an assignment's brief."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from accounts.money import Currency, PaidPer, span
from candidates.motivators import Motivator
from processes.came_by import CameBy

MOST_REMOTE_DAYS = 5


class Known(models.TextChoices):
    """An answer of the client's; empty while nobody has asked."""

    YES = "yes", pgettext_lazy("answer", "Yes")
    NO = "no", pgettext_lazy("answer", "No")


class Brief(models.Model):
    """Pay, place, what the client offers, and who else is after the same person (C2, C11).

    ``pay`` is a remark beside the range, or what another system knew of it. ``offers`` has a line
    for each of candidates.motivators that the client offers something for.
    """

    brief = models.TextField(_("brief"), blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    remote_days = models.PositiveSmallIntegerField(
        _("days a week at home"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_REMOTE_DAYS)],
    )
    pay = models.CharField(_("pay or day rate"), max_length=80, blank=True)
    pay_from = models.DecimalField(
        _("pay from"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    pay_to = models.DecimalField(
        _("pay up to"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    pay_currency = models.CharField(
        _("currency"), max_length=3, choices=Currency, blank=True, default="", db_default=""
    )
    pay_per = models.CharField(
        _("paid per"), max_length=8, choices=PaidPer, blank=True, default="", db_default=""
    )
    offers = models.JSONField(_("what the client offers"), default=dict, blank=True, db_default={})
    competition = models.TextField(_("competition"), blank=True)
    other_agencies = models.PositiveSmallIntegerField(_("other agencies"), null=True, blank=True)
    own_search = models.CharField(
        _("the client searches, too"),
        max_length=4,
        choices=Known,
        blank=True,
        default="",
        db_default="",
    )
    internal_candidate = models.CharField(
        _("internal candidate"), max_length=4, choices=Known, blank=True, default="", db_default=""
    )
    internal_words = models.TextField(
        _("about the internal candidate"), blank=True, default="", db_default=""
    )
    came_by = models.CharField(
        _("how the order came"),
        max_length=12,
        choices=CameBy,
        blank=True,
        default="",
        db_default="",
    )

    class Meta:
        abstract = True

    @property
    def pay_in_words(self) -> str:
        """ "SEK 45,000–50,000 a month, and nights": the range, and the remark behind it."""
        said = span(self.pay_from, self.pay_to, self.pay_currency, self.pay_per)
        return ", ".join(filter(None, [said, self.pay]))

    @property
    def remote_words(self) -> str:
        """ "2 days a week at home"; nothing while nobody has asked."""
        if self.remote_days is None:
            return ""
        if not self.remote_days:
            return _t("no day at home")
        if self.remote_days == MOST_REMOTE_DAYS:
            return _t("all of it from home")
        return ngettext(
            "%(count)d day a week at home", "%(count)d days a week at home", self.remote_days
        ) % {"count": self.remote_days}

    @property
    def market(self) -> list[str]:
        """Who else searches, whether somebody inside wants the job, how the order came (C11)."""
        said = []
        if self.other_agencies is not None:
            others = ngettext(
                "%(count)d other agency", "%(count)d other agencies", self.other_agencies
            )
            said.append(
                others % {"count": self.other_agencies}
                if self.other_agencies
                else _t("No other agency")
            )
        if self.own_search:
            searches = self.own_search == Known.YES
            said.append(
                _t("The client searches, too") if searches else _t("The client does not search")
            )
        if self.internal_candidate:
            inside = self.internal_candidate == Known.YES
            said.append(
                _t("Somebody inside wants the job") if inside else _t("Nobody inside wants the job")
            )
        if self.came_by:
            said.append(_t("How the order came: %(how)s") % {"how": self.get_came_by_display()})
        return said

    @property
    def offered(self) -> list[tuple[str, str]]:
        """What the client offers, in the order of the list: ("Development", "A year abroad")."""
        return [
            (str(Motivator(name).label), self.offers[name])
            for name in Motivator.values
            if self.offers.get(name)
        ]


BRIEFS_MAKE_SENSE = [
    models.CheckConstraint(
        condition=Q(pay_from__isnull=True) | Q(pay_to__isnull=True) | Q(pay_to__gte=F("pay_from")),
        name="pay_goes_from_less_to_more",
    ),
    models.CheckConstraint(
        condition=(Q(pay_from__isnull=True) | Q(pay_from__gt=0))
        & (Q(pay_to__isnull=True) | Q(pay_to__gt=0)),
        name="pay_is_more_than_nothing",
    ),
    models.CheckConstraint(
        condition=Q(pay_from__isnull=True, pay_to__isnull=True)
        | Q(pay_currency__in=Currency.values, pay_per__in=PaidPer.values),
        name="an_amount_of_pay_says_what_and_for_how_long",
    ),
    models.CheckConstraint(
        condition=Q(remote_days__isnull=True) | Q(remote_days__lte=MOST_REMOTE_DAYS),
        name="nobody_is_at_home_more_than_five_days_a_week",
    ),
    models.CheckConstraint(
        condition=Q(own_search__in=["", *Known.values])
        & Q(internal_candidate__in=["", *Known.values]),
        name="competition_is_known_or_not_asked",
    ),
    models.CheckConstraint(
        condition=Q(came_by__in=["", *CameBy.values]), name="an_order_came_in_a_known_way"
    ),
]
