"""What becomes of everything that hangs on a candidate, or on a candidacy, when two are made one.

Every relation to them stands here with its decision; a test fails for one that does not.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Way(enum.Enum):
    """What happens to the rows of the record that goes."""

    ALONG = "they hang on the kept record"
    ONCE = "they do, unless the kept record has the same already"
    STAYS = "they stay where they are and are read no more"
    RULE = "processes/merging/uniting.py or candidacies.py knows"
    STOPS = "whichever candidacy has one is kept; where both have, nothing is united"


@dataclass(frozen=True)
class Decision:
    """``once_per``: the columns that make two rows the same one."""

    way: Way
    once_per: tuple[str, ...] = ()


ALONG, STAYS = Decision(Way.ALONG), Decision(Way.STAYS)
RULE, STOPS = Decision(Way.RULE), Decision(Way.STOPS)

OF_CANDIDATES = {
    "candidates.Candidate.merged_into": STAYS,  # old addresses lead from one to the next
    "candidates.Document.candidate": RULE,
    "candidates.Merge.gone": STAYS,
    "candidates.Merge.kept": STAYS,
    "candidates.NotTheSame.first": RULE,
    "candidates.NotTheSame.second": RULE,
    "candidates.PerhapsTheSame.first": STAYS,  # nobody asks about who is merged
    "candidates.PerhapsTheSame.second": STAYS,
    "candidates.PoolMember.candidate": Decision(Way.ONCE, ("pool_id",)),
    "candidates.SearchSighting.candidate": Decision(Way.ONCE, ("watch_id",)),
    "processes.Availability.candidate": RULE,
    "processes.Candidacy.candidate": RULE,
    "processes.Event.candidate": ALONG,
    "processes.Gesture.candidate": ALONG,
}
OF_CANDIDACIES = {
    "processes.Application.candidacy": ALONG,
    "processes.Debrief.candidacy": ALONG,
    "processes.Decline.candidacy": ALONG,
    "processes.Event.candidacy": ALONG,
    "processes.Fit.candidacy": Decision(Way.ONCE, ("must_have_id",)),
    "processes.FollowUp.candidacy": RULE,
    "processes.Gesture.candidacy": ALONG,
    "processes.HoldingMessage.candidacy": RULE,
    "processes.Meeting.candidacy": ALONG,
    "processes.MeetingGuide.candidacy": STOPS,
    "processes.Offer.candidacy": STOPS,
    "processes.OtherProcess.candidacy": ALONG,
    "processes.Placement.candidacy": STOPS,
    "processes.PresentationConsent.candidacy": RULE,
    "processes.PresentationLine.candidacy": STOPS,
    "processes.SharedDocument.candidacy": STOPS,
}
# Rows that say by type and number what they are about: model, column of the type, of the number.
BY_TYPE = {
    "mailings.Letter.occasion": ("occasion_type", "occasion_id"),
    "mailings.Letter.recipient": ("recipient_type", "recipient_id"),
    "processes.ImportedRecord.object": ("content_type", "object_id"),
}
# What an import did is told of the row that it did it to.
STAYS_BY_TYPE = {"processes.ImportRow.object"}
