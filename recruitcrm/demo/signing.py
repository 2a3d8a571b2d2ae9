"""From the offer to the day somebody leaves: offers, terms, extensions, guarantees, one person."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from accounts.models import User
from accounts.money import currency_of
from candidates.models import Candidate
from clients.models import Contact
from processes.models import Candidacy, Contract, Kind, Leaving, Offer, Placement, Promise
from processes.sides import Side
from processes.stages import Reason
from processes.usual_terms import usual_terms

# What a day or a month costs, and what is left of a day, by the money of the country.
DAY = {"GBP": (520, 640), "SEK": (7600, 9200), "PLN": (1400, 1750), "EUR": (640, 790)}
MONTH = {"GBP": 4800, "SEK": 56000, "PLN": 17500, "EUR": 5200}
FEE_PERCENT = Decimal(22)
SAYS = "Wants to begin soon, and asks for one day a week at home."


def make_offer(
    candidacy: Candidacy, *, starts_on: date, answers_on: date, by: User, at: datetime
) -> Offer:
    """The client offers the role; in place of ``candidacy.move_to(Stage.OFFER, …)``."""
    interim = candidacy.assignment.kind == Kind.INTERIM
    currency = currency_of(candidacy.assignment.client.country)
    amount = DAY[currency][0] if interim else MONTH[currency]
    offer: Offer = Offer.objects.make(
        candidacy,
        amount=Decimal(amount),
        currency=currency,
        per="day" if interim else "month",
        starts_on=starts_on,
        answers_on=answers_on,
        by=by,
        at=at,
    )
    return offer


def accept(candidacy: Candidacy, *, by: User, at: datetime) -> None:
    """The candidate says yes on the phone; the client is to hear it today."""
    offer = Offer.objects.standing().filter(candidacy=candidacy, signed_at=None).first()
    if offer is not None:
        offer.take_answer("accepted", words=SAYS, by=by, at=at)


def agree(candidacy: Candidacy, *, starts_on: date, by: User, at: datetime) -> Placement:
    """Signed, with the usual terms of the country and fee or rates; an interim ends in 150 days."""
    assignment = candidacy.assignment
    interim = assignment.kind == Kind.INTERIM
    contract = Contract.CONSULTANT if interim else Contract.PERMANENT
    ends_on = starts_on + timedelta(days=150) if interim else None
    usual = usual_terms(assignment.client.country, contract, starts_on=starts_on, ends_on=ends_on)
    currency = currency_of(assignment.client.country)
    gets, pays = DAY[currency]
    money = (
        {"consultant_rate": Decimal(gets), "client_rate": Decimal(pays)}
        if interim
        else {"fee_percent": FEE_PERCENT, "yearly_pay": Decimal(12 * MONTH[currency])}
    )
    placement: Placement = Placement.objects.agree(
        candidacy,
        starts_on=starts_on,
        ends_on=ends_on,
        signed_on=min(at.astimezone(assignment.zone).date(), starts_on),
        contract=contract,
        trial_ends_on=usual.trial_ends_on,
        promise=usual.promise,
        guarantee_ends_on=usual.guarantee_ends_on,
        currency=currency,
        **money,
        by=by,
        at=at,
    )
    return placement


def ask_to_go_on(placement: Placement, *, by: User, at: datetime) -> None:
    """The consultant has answered, the client was asked: under seal until they answer, too."""
    if placement.ends_on is None:
        return
    placement.ask_extension(side=Side.CLIENT, by=by, at=at)
    until = placement.ends_on + timedelta(days=90)
    placement.keep_answer(Side.CANDIDATE, goes_on=True, until=until, by=by, at=at)


def leave_early(placement: Placement, *, by: User, at: datetime) -> Leaving:
    """Somebody leaves within the guarantee: both are owed a word, and the new search is open."""
    zone = placement.candidacy.assignment.zone
    leaving: Leaving = Leaving.objects.note(
        placement,
        ended_by=Side.CANDIDATE,
        left_on=max(at.astimezone(zone).date(), placement.starts_on),
        reason=Reason.FIT,
        words="The team had been promised somebody else, and let her feel it.",
        by=by,
        at=at,
    )
    if leaving.promised == Promise.REPLACEMENT:
        leaving.start_replacement(by=by, at=at)
    return leaving


def is_one_person(candidate: Candidate, contact: Contact) -> None:
    """Whom we once placed is a contact of a client today, and is found as both (K8)."""
    candidate.contact = contact
    candidate.save(update_fields=["contact"])
