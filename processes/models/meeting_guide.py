from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.motivators import Motivator
from processes.confidential import seen_by
from processes.models.candidacy import Candidacy
from processes.models.event import EventKind
from processes.models.lockable import Lockable
from processes.timeline import record


class GuideChangedMeanwhile(Exception):
    """Somebody else has written in this guide since it was read."""

    def __init__(self, guide: MeetingGuide | None) -> None:
        self.guide = guide
        super().__init__(
            _t("%(name)s has changed this guide in the meantime. Nothing was saved.")
            % {"name": guide.written_by.full_name if guide else ""}
        )


class GuideSaysNothing(Exception):
    """A guide that does not know what this person wants helps nobody to meet them."""


class MeetingGuideQuerySet(models.QuerySet["MeetingGuide"]):
    def visible_to(self, user: User) -> MeetingGuideQuerySet:
        """Those of assignments that this person of the agency sees."""
        return self.filter(seen_by(user, "candidacy__assignment"))

    def published(self) -> MeetingGuideQuerySet:
        return self.filter(published_at__isnull=False)

    @transaction.atomic
    def write(
        self,
        candidacy: Candidacy,
        *,
        wants: Sequence[str],
        wants_words: str,
        show: str,
        case: str,
        explore: str,
        by: User,
        at: datetime,
        seen: str,
    ) -> MeetingGuide:
        """Keeps the guide to meeting this person; ``seen`` is the ``version`` that was read.

        What the client reads already changes at once, and that is an event; the same words
        again change nothing. Raises ``GuideChangedMeanwhile``.
        """
        candidacy.locked()  # the one lock there is before there is a guide
        rows = self.filter(candidacy=candidacy).select_related("written_by")
        guide = rows.select_for_update(of=("self",)).first()
        if (guide.version if guide else "") != seen:
            raise GuideChangedMeanwhile(guide)
        guide = guide or MeetingGuide(candidacy=candidacy)
        said = {
            "wants": [one for one in Motivator.values if one in wants],
            "wants_words": wants_words,
            "show": show,
            "case": case,
            "explore": explore,
        }
        if all(getattr(guide, name) == value for name, value in said.items()) and guide.pk:
            return guide
        for name, value in said.items():
            setattr(guide, name, value)
        if guide.is_published:
            guide.must_say_something()
        guide.written_by, guide.written_at = by, at
        guide.save(update_fields=[*said, "written_by", "written_at"] if guide.pk else None)
        if guide.is_published:
            record(EventKind.GUIDE_CHANGED, by=by, at=at, candidacy=candidacy)
        return guide


class MeetingGuide(Lockable):
    """What the client knows before meeting somebody, so that it is no interrogation (K4).

    Written for one candidacy and told at each coming meeting with the client, once published.
    """

    candidacy = models.OneToOneField(Candidacy, on_delete=models.CASCADE, related_name="guide")
    wants = ArrayField(
        models.CharField(max_length=16, choices=Motivator),
        verbose_name=_("what this person wants"),
        default=list,
        blank=True,
    )
    wants_words = models.TextField(_("in their own words"), blank=True)
    show = models.TextField(_("what to show and tell"), blank=True)
    case = models.TextField(_("a case that tastes of the job"), blank=True)
    explore = models.TextField(_("points to explore together"), blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = MeetingGuideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wants__contained_by=Motivator.values),
                name="a_guide_names_known_motivators",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | ~models.Q(wants=[])
                | ~models.Q(wants_words=""),
                name="a_published_guide_says_what_they_want",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True, published_by__isnull=True)
                | models.Q(published_at__isnull=False, published_by__isnull=False),
                name="a_published_guide_says_who_published_it",
            ),
        ]

    def __str__(self) -> str:
        return str(self.candidacy)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def version(self) -> str:
        """Changes whenever somebody has written in it."""
        return f"{self.written_at.astimezone(UTC):%Y%m%d%H%M%S%f}"

    def must_say_something(self) -> None:
        """Raises ``GuideSaysNothing`` where it is not known what this person wants."""
        if not (self.wants or self.wants_words):
            raise GuideSaysNothing(
                _t("What does this person want? Without that the guide tells the client nothing.")
            )

    @transaction.atomic
    def publish(self, *, by: User, at: datetime) -> None:
        """The client reads it from now on; twice changes nothing. Raises ``GuideSaysNothing``."""
        mine = self.locked()
        if not mine.is_published:
            mine.must_say_something()
            mine.published_by, mine.published_at = by, at
            mine.save(update_fields=["published_by", "published_at"])
            record(EventKind.GUIDE_PUBLISHED, by=by, at=at, candidacy=self.candidacy)
        self.refresh_from_db()

    @transaction.atomic
    def withdraw(self, *, by: User, at: datetime) -> None:
        """The client reads it no more; what was written stays. Twice changes nothing."""
        mine = self.locked()
        if mine.is_published:
            mine.published_by = mine.published_at = None
            mine.save(update_fields=["published_by", "published_at"])
            record(EventKind.GUIDE_WITHDRAWN, by=by, at=at, candidacy=self.candidacy)
        self.refresh_from_db()
