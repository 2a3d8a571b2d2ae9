from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.money import Currency, PaidPer, span


class KindOfWork(models.TextChoices):
    """The kinds that an assignment may have, as somebody wants them."""

    PERMANENT = "permanent", _("Permanent")
    INTERIM = "interim", _("Interim")
    SEARCH = "search", pgettext_lazy("kind of assignment", "Search")


class HasWishes(models.Model):
    """What somebody wants of work, as it can be searched for: kinds of it, and the pay.

    ``expects`` on the candidate says the pay in their words; these columns say it in numbers. An
    amount always comes with its currency and for how much work it is paid.
    """

    wants_kinds = ArrayField(
        models.CharField(max_length=12, choices=KindOfWork),
        verbose_name=_("wants work that is"),
        default=list,
        db_default=[],
        blank=True,
    )
    expects_from = models.DecimalField(
        _("expects from"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    expects_to = models.DecimalField(
        _("expects up to"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    expects_currency = models.CharField(
        _("currency"), max_length=3, choices=Currency, blank=True, default="", db_default=""
    )
    expects_per = models.CharField(
        pgettext_lazy("paid", "per"),
        max_length=5,
        choices=PaidPer,
        blank=True,
        default="",
        db_default="",
    )

    class Meta:
        abstract = True

    @property
    def expected_pay(self) -> str:
        """The span in the reader's language, empty where no number is known."""
        return span(self.expects_from, self.expects_to, self.expects_currency, self.expects_per)


def sensible_wishes() -> list[models.CheckConstraint]:
    """What must hold for the columns above."""
    amounts = {"expects_from__isnull": True, "expects_to__isnull": True}
    return [
        models.CheckConstraint(
            condition=models.Q(wants_kinds__contained_by=KindOfWork.values),
            name="a_candidate_wants_known_kinds",
        ),
        models.CheckConstraint(
            condition=models.Q(**amounts)
            | models.Q(expects_currency__in=Currency.values, expects_per__in=PaidPer.values),
            name="expected_pay_has_a_currency_and_a_span",
        ),
        models.CheckConstraint(
            condition=models.Q(expects_from__isnull=True)
            | models.Q(expects_to__isnull=True)
            | models.Q(expects_to__gte=models.F("expects_from")),
            name="expected_pay_runs_upwards",
        ),
    ]
