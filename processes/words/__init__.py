"""The texts of letters: ``words.draft``, ``words.facts_about``, ``words.write``."""

from processes.words.drafting import Draft, draft, draft_around_table
from processes.words.facts import facts_about, listed
from processes.words.writing import NoAddress, as_mail, can_be_written_to, write

__all__ = [
    "Draft",
    "NoAddress",
    "as_mail",
    "can_be_written_to",
    "draft",
    "draft_around_table",
    "facts_about",
    "listed",
    "write",
]
