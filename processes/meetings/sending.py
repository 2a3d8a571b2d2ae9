"""How the guide stands with those who meet somebody: who has it, and whose letter waits."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch

from mailings.models import Letter
from processes.models.meeting import Meeting
from processes.models.sent_guide import GuideEdition, SentGuide

SHOWN = 6


@dataclass
class Sending:
    """A guide that was sent, and who has it."""

    sent: SentGuide
    waiting: list[str] = field(default_factory=list)
    has_it: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        """In one word: trouble, making, waiting or sent."""
        if self.sent.letters_at is None:
            return "trouble" if self.sent.last_error else "making"
        return "sent" if self.sent.sent_at else "waiting"


def sendings_of(meeting: Meeting) -> list[Sending]:
    """The newest, with their letters and files; three queries."""
    languages = Prefetch("editions", GuideEdition.objects.only("sent_id", "language"))
    rows = list(meeting.sent_guides.select_related("sent_by").prefetch_related(languages)[:SHOWN])
    found = {row.pk: Sending(row) for row in rows}
    if not found:
        return []
    kind = ContentType.objects.get_for_model(SentGuide)
    letters = Letter.objects.filter(occasion_type=kind, occasion_id__in=found).order_by("pk")
    for letter in letters.only("occasion_id", "to_name", "sent_at", "cancelled_at", "gave_up_at"):
        one = found[letter.occasion_id or 0]
        if letter.sent_at:
            one.has_it.append(letter.to_name)
        elif not letter.cancelled_at and not letter.gave_up_at:
            one.waiting.append(letter.to_name)
    for row in rows:
        found[row.pk].languages = sorted(edition.language for edition in row.editions.all())
    return list(found.values())
