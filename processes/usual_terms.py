"""What a contract usually brings: its trial period by the law of the land, and our guarantee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from processes.models import GuaranteeDefault, Promise, TrialDefault
from processes.spans import last_day


@dataclass(frozen=True)
class UsualTerms:
    """``trial`` is None where nobody has said what is usual there."""

    trial: TrialDefault | None
    trial_ends_on: date | None
    promise: str
    guarantee_ends_on: date | None
    refund_percent: int | None


def usual_terms(
    country: str, contract: str, *, starts_on: date, ends_on: date | None
) -> UsualTerms:
    """By the agency's own tables (Settings, "Usual terms"), in two queries."""
    trial = TrialDefault.objects.for_contract(
        country, contract, starts_on=starts_on, ends_on=ends_on
    )
    guarantee = GuaranteeDefault.objects.filter(contract=contract).first()
    promises = guarantee is not None and guarantee.months and guarantee.promise != Promise.NONE
    return UsualTerms(
        trial=trial,
        trial_ends_on=trial.trial_ends_on(starts_on) if trial else None,
        promise=guarantee.promise if guarantee and promises else Promise.NONE,
        guarantee_ends_on=last_day(starts_on, guarantee.months) if guarantee and promises else None,
        refund_percent=guarantee.refund_percent if guarantee and promises else None,
    )
