"""The board of an assignment in three queries: who stands where, and what is due to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.templatetags.moments import late_in_words
from processes.models import Assignment, Candidacy, FollowUp, Meeting
from processes.stages import Stage

SHOWN = 30  # cards of a column before "show all"
MOST = 300  # and then: no page grows without bound
A_WEEKDAY_IS_CLEAR = timedelta(days=6)
AN_OFFER_PRESSES = timedelta(days=3)


@dataclass
class Card:
    """What a candidate's card says; the names are those of components/board_card.html."""

    pk: int
    name: str
    headline: str
    interest_value: int | None
    stage: str
    url: str
    move_url: str
    end_url: str
    flag: str = ""
    flag_tone: str = ""
    note: str = ""
    note_tone: str = ""


@dataclass
class Column:
    stage: str
    label: str
    count: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        return self.count - len(self.cards)


def columns(assignment: Assignment, at: datetime, *, whole: str = "") -> list[Column]:
    """The columns in order, at most ``SHOWN`` cards each, but all of the column ``whole``."""
    found = list(in_play(assignment, whole))
    waiting, meetings = waiting_of(found), meetings_of(found, at)
    board = {stage: Column(stage.value, str(stage.label)) for stage in Stage}
    for candidacy in found:
        column = board[Stage(candidacy.stage)]
        column.count = candidacy.in_column  # type: ignore[attr-defined]
        card = card_of(candidacy, at)
        card.note, card.note_tone = note_of(
            waiting.get(candidacy.pk, []), meetings.get(candidacy.pk), at
        )
        column.cards.append(card)
    return list(board.values())


def in_play(assignment: Assignment, whole: str) -> Iterable[Candidacy]:
    place = {"partition_by": [F("stage")]}
    ranked = (
        assignment.candidacies.in_play()
        .annotate(
            place=Window(RowNumber(), order_by=[F("stage_since").desc(), F("pk").asc()], **place),
            in_column=Window(Count("pk"), **place),
        )
        .select_related("candidate")
        .only(
            *("stage", "stage_since", "interest", "other_offer", "other_offer_answers_on"),
            *("is_clients_own", "assignment", "ended_at"),
            *("candidate__first_name", "candidate__last_name", "candidate__headline"),
        )
        .order_by("-stage_since", "pk")
    )
    rows = ranked.filter(place__lte=MOST if whole else SHOWN)
    return [row for row in rows if row.stage == whole or row.place <= SHOWN]


def waiting_of(candidacies: list[Candidacy]) -> dict[int, list[FollowUp]]:
    """What each of these candidacies waits for, the most pressing first."""
    found: dict[int, list[FollowUp]] = defaultdict(list)
    rows = FollowUp.objects.waiting().filter(candidacy__in=[one.pk for one in candidacies])
    for follow_up in rows.only("kind", "due_at", "candidacy_id").order_by("due_at", "pk"):
        if follow_up.candidacy_id:
            found[follow_up.candidacy_id].append(follow_up)
    return found


def meetings_of(candidacies: list[Candidacy], at: datetime) -> dict[int, Meeting]:
    """The next meeting of each of these candidacies."""
    rows = Meeting.objects.to_come(at).filter(candidacy__in=[one.pk for one in candidacies])
    found: dict[int, Meeting] = {}
    for meeting in rows.only("starts_at", "with_client", "candidacy_id").order_by("-starts_at"):
        found[meeting.candidacy_id] = meeting
    return found


def card_of(candidacy: Candidacy, at: datetime) -> Card:
    flag, tone = flag_of(candidacy, at)
    return Card(
        pk=candidacy.pk,
        name=candidacy.name,
        headline=candidacy.candidate.headline,
        interest_value=candidacy.interest,
        stage=candidacy.stage,
        url=reverse("candidacy", args=[candidacy.pk]),
        move_url=reverse("candidacy_stage", args=[candidacy.pk]),
        end_url=reverse("candidacy_end", args=[candidacy.pk]),
        flag=flag,
        flag_tone=tone,
    )


def flag_of(candidacy: Candidacy, at: datetime) -> tuple[str, str]:
    """Another offer, with the day on which it is answered (K6); else whose candidate it is."""
    if candidacy.other_offer:
        day = candidacy.other_offer_answers_on
        if day is None:
            return _("offer elsewhere"), "soon"
        presses = day - timezone.localtime(at).date() <= AN_OFFER_PRESSES
        words = _("offer elsewhere, %(day)s") % {"day": near_day(day, at)}
        return words, "late" if presses else "soon"
    return (_("the client's own"), "info") if candidacy.is_clients_own else ("", "")


def note_of(waiting: list[FollowUp], meeting: Meeting | None, at: datetime) -> tuple[str, str]:
    """The one line of a card: what is late, else due today, else the next meeting, else due."""
    today = timezone.localtime(at).date()
    first = waiting[0] if waiting else None
    if first and first.due_at < at:
        late = {"what": first.get_kind_display(), "late": late_in_words(at - first.due_at)}
        return _("%(what)s %(late)s") % late, "late"
    if first and timezone.localtime(first.due_at).date() == today:
        return _("%(what)s due today") % {"what": first.get_kind_display()}, "soon"
    if meeting:
        return date_format(timezone.localtime(meeting.starts_at), "D j M H:i"), ""
    if first:
        day = near_day(timezone.localtime(first.due_at).date(), at)
        return _("%(what)s due %(day)s") % {"what": first.get_kind_display(), "day": day}, ""
    return "", ""


def near_day(day: date, at: datetime) -> str:
    """Mon, where that is clear, else 24 Nov."""
    distance = day - timezone.localtime(at).date()
    if distance == timedelta(0):
        return pgettext("a day", "today")
    near = timedelta(0) < distance <= A_WEEKDAY_IS_CLEAR
    return date_format(day, "D" if near else "j M")
