"""The board of an assignment in three queries: who stands where, and what is due to them.

A board has 150 cards and more, so what is alike on them (words, menus, addresses) is made once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.templatetags.moments import late_in_words
from accounts.templatetags.pieces import initials, interest
from processes.cooling import cooled
from processes.countdown import on_card
from processes.follow_ups.rules import BY_KIND
from processes.models import Assignment, Decline, FollowUp, Meeting
from processes.stages import Stage

SHOWN = 30  # cards of a column before "show all"
MOST = 300  # and then: no page grows without bound
# What is owed, where the rule's own words are too long for a card.
SHORT = {
    "client_feedback": gettext_lazy("client feedback"),
    "next_word": gettext_lazy("promised word"),
    "feedback_after_meeting": gettext_lazy("client feedback"),
    "feedback_call": gettext_lazy("call the client"),
    "candidate_silence": gettext_lazy("sign of life"),
    "acknowledgement": gettext_lazy("receipt"),
    "aftercare_candidate": gettext_lazy("aftercare"),
    "aftercare_client": gettext_lazy("aftercare, client"),
    "contract_end_candidate": gettext_lazy("end of contract"),
    "contract_end_client": gettext_lazy("end of contract, client"),
}
A_WEEKDAY_IS_CLEAR = timedelta(days=6)
AN_OFFER_PRESSES = timedelta(days=3)


@dataclass(slots=True)
class Card:
    """What a candidate's card says."""

    url: str
    name: str
    initials: str
    headline: str
    interest: SafeString
    flag: str
    flag_tone: str
    alert: str
    note: str
    note_tone: str
    is_closed: bool = False  # to the reader, by retention


@dataclass
class Column:
    stage: str
    label: str
    count: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        return self.count - len(self.cards)


def columns(
    assignment: Assignment, at: datetime, *, whole: str = "", leads: bool = True
) -> list[Column]:
    """The columns in order, at most ``SHOWN`` cards each, but ``MOST`` of the column ``whole``.

    ``leads``: whether the reader opens the pages of people whom retention closed.
    """
    board = {stage.value: Column(stage.value, str(stage.label)) for stage in Stage}
    rows = in_play(assignment, whole)
    people = [row.pk for row in rows]
    soon = assignment.client.working_hours().close_of_day(at, 1)
    waiting, meetings, say = waiting_of(people, soon), meetings_of(people, at), Words(at)
    address = reverse("candidacy", args=[0]).partition("0")
    for row in rows:
        column = board[row.stage]
        column.count = row.in_column
        name = f"{row.candidate__first_name} {row.candidate__last_name}".strip()
        offer = "" if row.stage == Stage.PLACED else row.other_offer  # they have chosen
        column.cards.append(
            Card(
                f"{address[0]}{row.pk}{address[2]}",
                name,
                initials(name),
                row.candidate__headline,
                say.interest(row.interest),
                *say.flag(offer, row.other_offer_answers_on, row.is_clients_own),
                ""
                if row.stage == Stage.PLACED
                else cooled(
                    row.interest, row.cooled_from, row.client_interest, row.client_cooled_from
                ),
                *(
                    say.goodbye(row.no_goes_at)
                    if row.no_goes_at
                    else say.note(waiting.get(row.pk), meetings.get(row.pk))
                ),
                is_closed=not leads and row.candidate__closed_at is not None,
            )
        )
    return list(board.values())


def in_play(assignment: Assignment, whole: str) -> list[Any]:
    place: dict[str, Any] = {"partition_by": [F("stage")]}
    goes = Decline.objects.under_way().filter(candidacy=OuterRef("pk"))
    rows = (
        assignment.candidacies.in_play()
        .annotate(
            place=Window(RowNumber(), order_by=[F("stage_since").desc(), F("pk").asc()], **place),
            in_column=Window(Count("pk"), **place),
            no_goes_at=Subquery(goes.values("letter__try_after")[:1]),
        )
        .filter(place__lte=MOST if whole else SHOWN)
        .order_by("-stage_since", "pk")
        .values_list(
            *("pk", "stage", "interest", "other_offer", "other_offer_answers_on", "is_clients_own"),
            *("candidate__first_name", "candidate__last_name", "candidate__headline"),
            *("candidate__closed_at", "place", "in_column", "no_goes_at"),
            *("cooled_from", "client_interest", "client_cooled_from"),
            named=True,
        )
    )
    return [row for row in rows if row.stage == whole or row.place <= SHOWN]


def waiting_of(people: Iterable[int], clocks_until: datetime) -> dict[int, tuple[str, datetime]]:
    """What each of these candidacies waits for most pressingly: kind and due time."""
    open_words = FollowUp.objects.waiting().without_clocks_after(clocks_until)
    rows = open_words.filter(candidacy__in=people).order_by("-due_at", "-pk")
    return {
        pk: (kind, due_at)
        for pk, kind, due_at in rows.values_list("candidacy", "kind", "due_at")
        if pk is not None
    }


def meetings_of(people: Iterable[int], at: datetime) -> dict[int, datetime]:
    """When each of these candidacies meets somebody next."""
    rows = Meeting.objects.to_come(at).filter(candidacy__in=people).order_by("-starts_at")
    return dict(rows.values_list("candidacy", "starts_at"))


class Words:
    """What cards say, in the reader's language and time zone; alike sentences are made once."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.zone = timezone.get_current_timezone()
        self.today = at.astimezone(self.zone).date()
        self.labels = {kind: str(rule.label) for kind, rule in BY_KIND.items()}
        self.labels |= {kind: str(label) for kind, label in SHORT.items()}
        self.bars: dict[int | None, SafeString] = {}

    def interest(self, value: int | None) -> SafeString:
        if value not in self.bars:
            self.bars[value] = interest(value)
        return self.bars[value]

    @cached_property
    def late(self) -> str:
        return _("%(what)s %(late)s")

    @cached_property
    def due(self) -> str:
        return _("%(what)s due %(day)s")

    def flag(self, offer: str, answers_on: date | None, is_clients_own: bool) -> tuple[str, str]:
        """Another offer, with the day on which it is answered (K6); else whose candidate it is."""
        if offer and answers_on is None:
            return _("offer elsewhere"), "soon"
        if offer and answers_on is not None:
            presses = answers_on - self.today <= AN_OFFER_PRESSES
            return on_card(answers_on, self.today), "late" if presses else "soon"
        return (_("the client's own"), "info") if is_clients_own else ("", "")

    def note(self, waits: tuple[str, datetime] | None, meets: datetime | None) -> tuple[str, str]:
        """The one line of a card: late, else due today, else the next meeting, else due later."""
        kind, due_at = waits or ("", None)
        day = due_at.astimezone(self.zone).date() if due_at else None
        if due_at and due_at < self.at:
            late = late_in_words(self.at - due_at)
            return self.late % {"what": self.labels[kind], "late": late}, "late"
        if day == self.today:
            return self.due % {"what": self.labels[kind], "day": self.near_day(day)}, "soon"
        if meets:
            local = meets.astimezone(self.zone)
            return f"{date_format(local, 'DAY_FORMAT')} {date_format(local, 'H:i')}", ""
        if day:
            return self.due % {"what": self.labels[kind], "day": self.near_day(day)}, ""
        return "", ""

    def goodbye(self, goes_at: datetime) -> tuple[str, str]:
        """A letter that waits and may still be cancelled comes before all else."""
        time = date_format(goes_at.astimezone(self.zone), "H:i")
        return _("kind no goes at %(time)s") % {"time": time}, "soon"

    def near_day(self, day: date) -> str:
        """Mon, where that is clear, else 24 Nov."""
        distance = day - self.today
        if not distance:
            return pgettext("a day", "today")
        near = timedelta(0) < distance <= A_WEEKDAY_IS_CLEAR
        return date_format(day, "D" if near else "DAY_OF_MONTH_FORMAT")
