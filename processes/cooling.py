"""When interest has fallen so far that somebody must ring (K5), and how a card says so."""

from __future__ import annotations

from django.utils.translation import gettext as _

FALL = 2  # so many steps at once
LOW = 2  # of five; whoever falls this low is about to leave


def fell(before: int | None, now: int | None) -> bool:
    """By two or more, or to two or less."""
    if before is None or now is None or now >= before:
        return False
    return before - now >= FALL or now <= LOW


def fallen_from(before: int | None, now: int | None, known: int | None = None) -> int | None:
    """From where interest has fallen, None where it has not, or has recovered.

    ``known`` is from where it had fallen already: a small step up is no recovery.
    """
    highest = max((value for value in (before, known) if value is not None), default=None)
    return highest if fell(highest, now) else None


def cooled(
    interest: int | None,
    cooled_from: int | None,
    client_interest: int | None,
    client_cooled_from: int | None,
) -> str:
    """Whose interest has fallen, from where to where; empty while nobody has cooled."""
    if cooled_from and interest:
        return _("interest fell %(was)s → %(now)s") % {"was": cooled_from, "now": interest}
    if client_cooled_from and client_interest:
        now = {"was": client_cooled_from, "now": client_interest}
        return _("client's interest fell %(was)s → %(now)s") % now
    return ""
