from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from processes.models.lockable import Lockable

Row = dict[str, str]


class NotADraft(Exception):
    """The report was approved or stopped: its words and figures are frozen."""


class Words(Enum):
    KEPT = "kept"  # what is not written anew


class Written(Lockable):
    """The recruiter's own words in a report: a comment per section, decisions wanted, next steps.

    ``decisions`` are rows of text, on and cost, ``actions`` of text, owner and on, as typed;
    None is what the timeline proposes, said in each reader's language.
    """

    comments = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    decisions = models.JSONField(null=True, blank=True)
    actions = models.JSONField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def has_own_words(self) -> bool:
        return bool(self.comments) or self.decisions is not None or self.actions is not None

    @property
    def first_words(self) -> str:
        """The comment to show in a list: the first section's that has one."""
        return str(next(iter(self.comments.values()), ""))

    @transaction.atomic
    def write_words(
        self,
        *,
        comments: Mapping[str, str] | None = None,
        decisions: list[Row] | Words | None = Words.KEPT,
        actions: list[Row] | Words | None = Words.KEPT,
    ) -> None:
        """Saved as they are typed; whatever is not given stays as a colleague may have left it.

        An empty comment is none. Raises ``NotADraft``.
        """
        mine: Any = self.locked()
        if not mine.is_draft:
            raise NotADraft(_("This report is no longer a draft; its words are frozen."))
        kept = mine.comments | {name: text.strip() for name, text in (comments or {}).items()}
        self.comments = {name: text for name, text in kept.items() if text}
        self.decisions = mine.decisions if decisions is Words.KEPT else decisions
        self.actions = mine.actions if actions is Words.KEPT else actions
        self.save(update_fields=["comments", "decisions", "actions"])
