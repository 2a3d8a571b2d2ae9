"""A placement as the page of its candidacy shows it, with the money only for those who may."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _t

from accounts.models import User
from accounts.money import money
from processes.models import Candidacy, Contract, Extension, Leaving, Placement
from processes.terms_in_words import money_line
from processes.who_sees_money import sees_money


@dataclass(frozen=True)
class Terms:
    """``money``: labels and amounts, none for whoever does not see them."""

    placement: Placement
    leaving: Leaving | None
    sees_money: bool
    money: list[tuple[str, str]]
    extension_sentence: str


def terms_of(candidacy: Candidacy, user: User) -> Terms | None:
    """None for whoever was never placed; one query, for recruiters who do not own it."""
    placement: Placement | None = getattr(candidacy, "placement", None)
    if placement is None:
        return None
    seen = sees_money(user, candidacy.assignment)
    asks = placement.ends_on is not None and candidacy.is_in_play
    sealed: bool = getattr(candidacy, "has_sealed_answer", False)
    return Terms(
        placement=placement,
        leaving=getattr(placement, "leaving", None),
        sees_money=seen,
        money=amounts(placement) if seen else [],
        extension_sentence=extension_sentence(placement, sealed=sealed) if asks else "",
    )


def amounts(placement: Placement) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = []
    if placement.contract == Contract.CONSULTANT:
        for label, rate in (
            (_t("To the client"), placement.client_rate),
            (_t("To the consultant"), placement.consultant_rate),
        ):
            if rate is not None:
                amount = money(rate, placement.currency)
                said.append((label, _t("%(money)s a day") % {"money": amount}))
    if line := money_line(placement, placement.currency):
        said.append(line)
    return said


def extension_sentence(placement: Placement, *, sealed: bool) -> str:
    """Where it stands in one sentence; nothing of an answer that is under seal."""
    if placement.extension == Extension.EXTENDED:
        return _t("Goes on, as agreed with both.")
    if placement.extension == Extension.ENDS:
        return _t("Ends as agreed.")
    if sealed:
        return _t("One side has answered; opened once the other has.")
    if placement.extension_asked_at:
        return _t("The client was asked whether it goes on.")
    return _t("Not agreed yet whether it goes on.")
