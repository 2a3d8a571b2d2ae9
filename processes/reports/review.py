"""Friday in five minutes: the drafts that wait for a reader, one after the other."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from processes.deputies import chairs_of
from processes.models.report import Report
from processes.models.which_reports import ReportQuerySet


@dataclass(frozen=True)
class Review:
    """A reader's way through the drafts, the next to go out first; a lead goes through all."""

    user: User
    everybodys: bool

    @classmethod
    def read(cls, asked: str | None, user: User) -> Review:
        whose = asked if asked in ("all", "mine") else "all" if user.leads else "mine"
        return cls(user, whose == "all")

    @property
    def whose(self) -> str:
        return "all" if self.everybodys else "mine"

    @property
    def drafts(self) -> ReportQuerySet:
        """Those that wait for this reader."""
        return self.reports.to_review()

    @property
    def reports(self) -> ReportQuerySet:
        """Everybody's, or one's own and those of who is away and has named them as deputy."""
        rows: ReportQuerySet = Report.objects.visible_to(self.user)
        return rows if self.everybodys else rows.filter(assignment__owner__in=chairs_of(self.user))

    def next(self, done: Report | None = None) -> Report | None:
        """The first to go out; where one has been done, the next behind it, else what was left."""
        rows = self.drafts.only("pk")
        if done is None:
            return rows.order_by("send_at", "pk").first()
        rows = rows.exclude(pk=done.pk)
        behind = rows.filter(later_than(done.send_at, done.pk)).order_by("send_at", "pk").first()
        return behind or rows.order_by("send_at", "pk").first()

    def placed(self, reports: QuerySet[Report]) -> QuerySet[Report]:
        """The reports with how many drafts are left, how many come before, and the neighbours."""
        here = (OuterRef("send_at"), OuterRef("pk"))
        rows = self.drafts
        later, earlier = rows.filter(later_than(*here)), rows.filter(earlier_than(*here))
        return reports.annotate(
            drafts_left=how_many(rows),
            drafts_before=how_many(earlier),
            draft_before=Subquery(earlier.order_by("-send_at", "-pk").values("pk")[:1]),
            draft_behind=Subquery(later.order_by("send_at", "pk").values("pk")[:1]),
        )


def later_than(send_at: object, pk: object) -> Q:
    return Q(send_at__gt=send_at) | Q(send_at=send_at, pk__gt=pk)


def earlier_than(send_at: object, pk: object) -> Q:
    return Q(send_at__lt=send_at) | Q(send_at=send_at, pk__lt=pk)


def how_many(rows: QuerySet[Report]) -> Coalesce:
    """Counts in a subquery; nothing is 0."""
    together = rows.order_by().annotate(together=Value(1)).values("together")
    return Coalesce(Subquery(together.annotate(count=Count("pk")).values("count")), 0)
