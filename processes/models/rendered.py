from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from mailings.leases import Leased

# After each failed rendering but the last, after which a person is needed.
RENDERED_AGAIN_AFTER = (timedelta(minutes=1), timedelta(minutes=10))
TRIES = len(RENDERED_AGAIN_AFTER) + 1


class Rendered(Leased):
    """A row of which a worker makes a document, which may fail: counted, so that it has an end."""

    failed_renderings = models.PositiveSmallIntegerField(default=0, db_default=0)
    preview_tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    preview_error = models.TextField(blank=True, default="", db_default="")

    class Meta:
        abstract = True

    @property
    def waits_for_a_person(self) -> bool:
        """Its rendering has failed so often that nobody tries it again by itself."""
        return self.failed_renderings >= TRIES

    def after_failing(self, *, at: datetime) -> dict[str, object]:
        """The fields that say that its rendering has failed once more, and when to try again."""
        failed = self.failed_renderings + 1
        again = at if failed >= TRIES else at + RENDERED_AGAIN_AFTER[failed - 1]
        return {"failed_renderings": failed, "try_after": again, "ring_after": again}
