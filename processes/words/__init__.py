"""The texts of letters: ``words.draft``, ``words.facts_about``, ``words.write``."""

from processes.words.drafting import Draft, draft
from processes.words.facts import facts_about
from processes.words.writing import NoAddress, can_be_written_to, write

__all__ = ["Draft", "NoAddress", "can_be_written_to", "draft", "facts_about", "write"]
