"""What a CV says of somebody, proposed from its text for a human to accept field by field.

Pure: no Django, no judgement. Every proposal says where in the text it stands.
"""

from candidates.reading.proposals import Proposal, Reading
from candidates.reading.reader import read

__all__ = ["Proposal", "Reading", "read"]
