"""Which letters somebody of the agency sees: none about an assignment that is hidden from them."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q

from accounts.models import User
from mailings.models import Letter
from mailings.models.outbox import LetterQuerySet
from processes.models import (
    Application,
    Assignment,
    Availability,
    BriefVersion,
    BulkStep,
    Candidacy,
    CareQuestion,
    Closing,
    Decline,
    FollowUp,
    HoldingMessage,
    Meeting,
    Obstacle,
    Presentation,
    Reminder,
    Report,
    ScheduleVersion,
    SentGuide,
)

# What letters are about, and how that leads to the assignment.
OCCASIONS: dict[type[Model], str] = {
    Application: "vacancy__assignment",
    Assignment: "pk",
    BriefVersion: "assignment",
    Candidacy: "assignment",
    CareQuestion: "touchpoint__placement__candidacy__assignment",
    Closing: "assignment",
    Decline: "candidacy__assignment",
    FollowUp: "assignment",
    HoldingMessage: "candidacy__assignment",
    Meeting: "candidacy__assignment",
    Obstacle: "assignment",
    Presentation: "assignment",
    Report: "assignment",
    ScheduleVersion: "assignment",
    SentGuide: "assignment",
}
# Letters of these are about a person, whom everybody here sees.
OF_NO_ASSIGNMENT: set[type[Model]] = {Availability, BulkStep}
# For whoever gets them, and for leads.
ONES_OWN = ("digest", "export", "search_news")


def letters_seen_by(user: User) -> LetterQuerySet:
    """A colleague's digest speaks of all that they owe, their news of what they look for."""
    letters: LetterQuerySet = Letter.objects.all()
    if user.leads:
        return letters
    letters = letters.exclude(~Q(to__iexact=user.email), kind__in=ONES_OWN)
    hidden = list(Assignment.objects.order_by().hidden_from(user).values_list("pk", flat=True))
    if not hidden:
        return letters
    reminders = Reminder.objects.filter(follow_up__assignment__in=hidden)
    about = Q(pk__in=reminders.filter(letter__isnull=False).values("letter"))
    kinds = ContentType.objects.get_for_models(*OCCASIONS)
    for model, way in OCCASIONS.items():
        rows = model._default_manager.filter(**{f"{way}__in": hidden}).order_by().values("pk")
        about |= Q(occasion_type=kinds[model], occasion_id__isnull=False, occasion_id__in=rows)
    return letters.exclude(about)
