"""What an interim assignment is about: profiles, answers, the start; then who is there (A5)."""

from __future__ import annotations

from datetime import date, timedelta

from accounts.showing import Told
from processes.models.candidacy import Candidacy
from processes.models.follow_up import FollowUp
from processes.models.placement import Placement
from processes.reports.report_facts import Extension, Interim, ReportFacts, Serving, StartRisk
from processes.reports.rows import Rows
from processes.stages import Stage

SOON = timedelta(days=14)  # to the wanted start: what is still open then is a risk
ENDS_SOON = timedelta(days=60)  # ends of interims are seen so long ahead (A5)


def interim(rows: Rows, before: ReportFacts | None) -> Interim:
    delivered = len(profiles(rows))
    if before:
        told = before.interim.delivered if before.interim else before.step(Stage.PRESENTED).total
        new = delivered - told
    else:
        new = sum(1 for row in profiles(rows) if rows.is_new(row.presented_at))
    awaited = answers_awaited(rows)
    if before and before.interim:
        awaited_new = len(awaited) - before.interim.awaited
    else:
        awaited_new = sum(1 for word in awaited if rows.is_new(word.opened_at))
    risk, risk_on = start_risk(rows, awaited)
    starts_on = rows.assignment.starts_on
    return Interim(
        delivered=delivered,
        delivered_new=new,
        awaited=len(awaited),
        awaited_new=awaited_new,
        awaited_since=min((rows.day(word.opened_at) for word in awaited), default=None),
        starts_on=starts_on,
        risk=risk,
        risk_on=risk_on,
        risk_days=(starts_on - rows.today).days if risk and starts_on else None,
        serving=tuple(_serving(rows, row, placement) for row, placement in placed(rows)),
    )


def profiles(rows: Rows) -> list[Candidacy]:
    """Those presented, wherever they stand now; the client's own candidate counts like others."""
    return rows.presented


def answers_awaited(rows: Rows) -> list[FollowUp]:
    """For each candidate, the client's word that has been awaited the longest."""
    first: dict[int | None, FollowUp] = {}
    for word in sorted(rows.clients_words, key=lambda word: (word.opened_at, word.pk)):
        first.setdefault(word.candidacy_id, word)
    return list(first.values())


def placed(rows: Rows) -> list[tuple[Candidacy, Placement]]:
    """Those who got the role and have not left, by their start."""
    found = [
        (row, row.placement)
        for row in rows.presented
        if hasattr(row, "placement")
        and row.placement.agreed_at <= rows.until
        and not rows.has_left(row)
    ]
    return sorted(found, key=lambda pair: (pair[1].starts_on, pair[0].pk))


def start_risk(rows: Rows, awaited: list[FollowUp]) -> tuple[StartRisk, date | None]:
    """The gravest reason why nobody may start on the wanted day, and the day it is about."""
    wanted = rows.assignment.starts_on
    if wanted is None:
        return "", None
    starts = [placement.starts_on for _row, placement in placed(rows)]
    if len(starts) >= rows.assignment.positions:
        return ("later", max(starts)) if max(starts) > wanted else ("", None)
    if wanted <= rows.today:
        return "passed", wanted
    is_soon = wanted - rows.today <= SOON
    in_play = [row for row in rows.presented if not rows.has_left(row)]
    free = [
        row.candidate.available_on if row.showing.tells(Told.AVAILABILITY) else None
        for row in in_play
    ]
    if not in_play:
        return ("nobody", None) if is_soon else ("", None)
    days = [day for day in free if day is not None]
    if len(days) == len(free) and min(days) > wanted:
        return "unavailable", min(days)
    if awaited and is_soon:
        return "waiting", min(rows.day(word.opened_at) for word in awaited)
    if is_soon and rows.assignment.decision_on is None:
        return "no_decision", None
    return "", None


def _serving(rows: Rows, row: Candidacy, placement: Placement) -> Serving:
    left = (placement.ends_on - rows.today).days if placement.ends_on else None
    state, on = _extension(rows, placement, left)
    return Serving(
        name=row.shown_mark,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        days_left=max(left, 0) if left is not None and placement.starts_on <= rows.today else None,
        extension=state,
        extension_on=on,
    )


def _extension(rows: Rows, placement: Placement, left: int | None) -> tuple[Extension, date | None]:
    """Whether it goes on: the client's answer, for as long as it is news; else the question."""
    answered, asked = placement.extension_answered_at, placement.extension_asked_at
    ends_soon = left is not None and timedelta(days=left) <= ENDS_SOON
    if answered and answered <= rows.until:
        if placement.extension == "ends":
            return "ends", rows.day(answered)
        if rows.is_new(answered):
            return "extended", rows.day(answered)
        return ("open", None) if ends_soon else ("", None)
    if asked and asked <= rows.until:
        return "asked", rows.day(asked)
    return ("open", None) if ends_soon else ("", None)
